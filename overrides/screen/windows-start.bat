@echo off
rem Plays the screen in this folder, full screen. Alt+F4 ends it.
rem A profile of its own, so that a browser which is already open does not take the page as one more tab.
setlocal
set "PAGE=%~dp0index.html"
set "PROFILE=%LOCALAPPDATA%\shuangyong-screen"
for %%B in (
  "%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe"
  "%ProgramFiles%\Microsoft\Edge\Application\msedge.exe"
  "%ProgramFiles%\Google\Chrome\Application\chrome.exe"
  "%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe"
  "%LOCALAPPDATA%\Google\Chrome\Application\chrome.exe"
) do if exist %%B (
  start "" %%B --kiosk "%PAGE%" --edge-kiosk-type=fullscreen --user-data-dir="%PROFILE%" --no-first-run --no-default-browser-check --disable-session-crashed-bubble --autoplay-policy=no-user-gesture-required
  exit /b 0
)
start "" "%PAGE%"
