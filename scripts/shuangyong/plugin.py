"""MkDocs events to calls; nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from pathspec.gitignore import GitIgnoreSpec

from . import preview, terminal
from .assembly import Assembly
from .carriers import Output
from .config import assemble_site
from .material import FAVICON as THEME_FAVICON
from .material import is_unused
from .problems import tally
from .resources import FAVICON, SEARCH_SCRIPT, SITE_STYLES, templates_dir
from .text.headline import headline

OF_ONE_PAGE = ("structured", "open_graph", "crumbs", "has_pictures")
"""What a page says of itself, in the context of its template."""


class ShuangyongPlugin(BasePlugin):
    """Rebuilds all its state for every build: ``mkdocs serve`` keeps the object."""

    raw_options: dict[str, Any]
    is_serving = False

    def load_config(self, options: dict[str, Any] | Config, config_file_path: str | None = None):
        """Take the options as they are: ``config.read_options`` finds all their problems at once."""
        self.raw_options = dict(options or {})
        return super().load_config({}, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.is_serving = command == "serve"
        self.latecomers = preview.Latecomers()

    @event_priority(50)  # Before the theme's own plugins, which render its words.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        templates = str(templates_dir())
        if templates not in config.theme.dirs:
            # After the site's own custom_dir, so that it can replace any file of ours.
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, templates)
        config.theme.static_templates |= {SITE_STYLES, SEARCH_SCRIPT}
        # Everything we write is simplified Chinese; the theme's own words follow unless told otherwise.
        if config.theme.get("language") == "en":
            config.theme["language"] = "zh-Hans"
        if config.theme.get("favicon") == THEME_FAVICON:
            config.theme["favicon"] = FAVICON
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check everything before MkDocs empties ``site/``."""
        if self.is_serving:
            self.latecomers.stop()
        assembly = assemble_site(self.raw_options, config, is_preview=self.is_serving, progress=terminal.photo_progress)
        terminal.report(assembly.problems)
        terminal.report_allowed(assembly.report.allowed)
        if not self.is_serving and (assembly.has_errors or (config.strict and assembly.hindrances)):
            raise Abort(f"没有发布：{tally(assembly.hindrances)}原来的网站没有改动。")
        terminal.report_left_out(assembly.left_out)
        self._use(assembly)

    def _use(self, assembly: Assembly) -> None:
        self.problems = assembly.problems if assembly.has_errors else ()
        known = getattr(self, "pages", {})
        outputs = preview.problem_pages(assembly, known) if assembly.has_errors else assembly.outputs
        self.pages: dict[str, Output] = {output.path: output for output in outputs if output.view}
        self.others = [output for output in outputs if not output.view]
        self.open_assets = assembly.open_assets
        self.later = assembly.later

    @event_priority(50)  # Before the plugins that list or read pages.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Only what the carriers gave out becomes a page, only what may go out is copied."""
        styled = {*config.extra_css, *map(str, config.extra_javascript)}
        for file in list(files):
            is_ours = file.src_dir == config.docs_dir
            is_sites = bool(config.theme.custom_dir) and file.src_dir == config.theme.custom_dir
            is_wanted = file.src_uri in self.open_assets if is_ours else is_sites or not is_unused(file.src_uri)
            if not is_wanted and file.src_uri not in styled:
                files.remove(file)
        for output in self.pages.values():
            files.append(File.generated(config, output.path, content=""))
        for output in self.others:
            bytes_or_file = {"abs_src_path": str(output.file)} if output.file else {"content": output.body}
            files.append(File.generated(config, output.path, **bytes_or_file))
        self._set_nav(config)
        return files

    def _set_nav(self, config: MkDocsConfig) -> None:
        """The columns, where ``mkdocs.yml`` names none; only the home page while all others show problems.

        Never every page: the theme's time grows with the square of what stands in nav.
        """
        if self.problems:
            config.nav = ["index.md"]
        elif config.nav is None:
            fronts = [output for output in self.pages.values() if output.view.nav_order is not None]
            config.nav = [{o.view.title: o.path} for o in sorted(fronts, key=lambda o: o.view.nav_order)]
            config.not_in_nav = GitIgnoreSpec.from_lines(["/**"])

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        view = self.pages[page.file.src_uri].view
        page.meta |= {"title": view.title, "description": view.description, "template": view.template}
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """What Markdown made of the manuscript long ago, in place of the empty page MkDocs rendered."""
        output = self.pages[page.file.src_uri]
        page.toc = get_toc(list(output.view.toc))
        return output.body.decode()

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Escape in our templates; MkDocs and its themes do not."""
        ours = {path.relative_to(templates_dir()).as_posix() for path in templates_dir().rglob("*.html")}
        env.autoescape = lambda name: name in ours
        env.globals["problems"] = self.problems
        env.filters["headline"] = headline
        # What every page has, for the templates that have none (404.html).
        env.globals |= {name: value for name, value in self.pages["index.md"].view.context.items() if name not in OF_ONE_PAGE}
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.is_serving:
            self.latecomers.start(self.later, Path(config.site_dir))

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        return {**context, **self.pages[page.file.src_uri].view.context}
