namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>
/// The style of a report. Colours are variables, once for light and once for dark; texts have a contrast of at least 4.5 to their ground, lines and marks of
/// at least 3 (WCAG 2.2, 1.4.3 and 1.4.11). Wide plots shrink on a phone, so their letters grow there.
/// </summary>
internal static class ReportStyle
{
    private const string Colours =
        """
        :root{color-scheme:light dark;--ground:#fff;--card:#f6f8fa;--text:#1b1f24;--muted:#545d68;--grid:#d3d9e0;--truth:#1b1f24;--ours:#0b5cad;--band:#0b5cad;--alert:#b42318;--score:#6941a5;--target:#1a7f37;--b0:#0b5cad;--b1:#a8480b;--b2:#1a7f37;--b3:#8e3a80;--b4:#545d68}
        @media (prefers-color-scheme:dark){:root{--ground:#0f1419;--card:#171d24;--text:#e6edf3;--muted:#a3afbb;--grid:#323a44;--truth:#e6edf3;--ours:#6cb6ff;--band:#6cb6ff;--alert:#ff8a7a;--score:#c4a6ff;--target:#57c76b;--b0:#6cb6ff;--b1:#f0a05a;--b2:#57c76b;--b3:#e08fd2;--b4:#a3afbb}}
        @media print{:root{--ground:#fff;--card:#fff;--text:#000;--muted:#444;--grid:#ccc;--truth:#000;--ours:#0b5cad;--band:#0b5cad;--alert:#b42318;--score:#6941a5;--target:#1a7f37;--b0:#0b5cad;--b1:#a8480b;--b2:#1a7f37;--b3:#8e3a80;--b4:#545d68}}
        """;

    private const string Page =
        """
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        main{max-width:960px;margin:0 auto;padding:1rem}
        h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}
        h2{font-size:1.25rem;margin:2.5rem 0 .5rem;border-bottom:1px solid var(--grid);padding-bottom:.25rem}
        h3{font-size:1rem;margin:1.5rem 0 .25rem}
        p{max-width:75ch;margin:.5rem 0}
        figure{margin:1rem 0;padding:.75rem;background:var(--card);border:1px solid var(--grid);border-radius:8px}
        figcaption{font-size:.9rem;color:var(--muted);margin-top:.25rem}
        svg{display:block;width:100%;height:auto}
        .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,270px),1fr));gap:.75rem}
        .grid figure{margin:0}
        .scroll{overflow-x:auto;margin:.75rem 0;border:1px solid var(--grid);border-radius:8px}
        .scroll:focus-visible{outline:3px solid var(--ours)}
        table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums;overflow-wrap:normal}
        p.caption{margin:1rem 0 -.4rem;font-size:.9rem;color:var(--muted)}
        th,td{padding:.35rem .6rem;text-align:right;border-top:1px solid var(--grid);white-space:nowrap}
        th:first-child{text-align:left;font-weight:600}
        thead th{font-weight:600;border-top:0;background:var(--card);vertical-align:bottom}
        tr.sum{font-weight:600}
        ul.key{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:.25rem 0 0;padding:0;font-size:.9rem}
        ul.key li{display:flex;align-items:center;gap:.4rem}
        ul.key svg{width:1.6em;height:1em;flex:none}
        """;

    private const string Plots =
        """
        svg text{fill:var(--muted);font:13px system-ui,sans-serif}
        .label{fill:var(--text)}
        .grid-line{stroke:var(--grid);stroke-width:1;fill:none}
        .axis-line{stroke:var(--muted);stroke-width:1;fill:none}
        .truth{stroke:var(--truth);stroke-width:1.2;fill:none;stroke-linejoin:round}
        .truth-area{fill:var(--truth);stroke:var(--truth);stroke-width:.8;stroke-linejoin:round;opacity:.8}
        .expected{stroke:var(--ours);stroke-width:1.8;fill:none;stroke-linejoin:round}
        .band90{fill:var(--band);opacity:.2}
        .band50{fill:var(--band);opacity:.4}
        .score{fill:var(--score)}
        .alert{fill:var(--alert)}
        .alert-line{stroke:var(--alert);stroke-width:1;stroke-dasharray:3 3;fill:none}
        .target{stroke:var(--target);stroke-width:2;fill:none}
        .target-area{fill:var(--target);opacity:.25}
        .mark50{fill:var(--b1)}
        .mark90{fill:var(--b0)}
        .b0{fill:var(--b0)}.b1{fill:var(--b1)}.b2{fill:var(--b2)}.b3{fill:var(--b3)}.b4{fill:var(--b4)}
        .hex{fill:var(--ours)}
        .same{stroke:var(--truth);stroke-width:1.2;stroke-dasharray:5 4;fill:none}
        @media (max-width:640px){svg.wide text{font-size:23px}svg.wide .minor{display:none}main{padding:.6rem}figure{padding:.5rem}}
        @media print{figure,tr,.grid figure{break-inside:avoid}h2,h3{break-after:avoid}.scroll{overflow:visible}body{font-size:11pt}main{max-width:none;padding:0}}
        """;

    public const string Text = $"{Colours}\n{Page}\n{Plots}";
}
