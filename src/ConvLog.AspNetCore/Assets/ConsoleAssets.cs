using System.Security.Cryptography;
using System.Text;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Assets;

/// <summary>The files of the console, from the assembly.</summary>
internal static class ConsoleAssets
{
    // In the order in which later rules win. The pages of conversations, which are opened all day, need these and no more.
    private static readonly string[] s_styleSheets = ["tokens.css", "base.css", "shell.css", "controls.css", "marks.css", "list.css", "review.css", "diagnosis.css", "fields.css", "reveal.css", "side.css", "team.css", "script.css", "narrow.css"];

    // The other pages, these as well.
    private static readonly string[] s_moreStyleSheets = ["privacy.css", "insight.css", "feedback.css", "journey.css", "live.css"];

    // One module; what a file uses stands in those before it.
    private static readonly string[] s_scripts = ["page.js", "keys.js", "copy.js", "preferences.js", "stream.js", "rows.js", "fresh.js"];

    public static ConsoleAsset StyleSheet { get; } = Make("console", ".css", "text/css; charset=utf-8", s_styleSheets);

    public static ConsoleAsset Script { get; } = Make("console", ".js", "text/javascript; charset=utf-8", s_scripts);

    /// <summary>What other pages than those of conversations have beside their style sheet.</summary>
    public static ConsoleAsset MoreStyleSheet { get; } = Make("more", ".css", "text/css; charset=utf-8", s_moreStyleSheets);

    /// <summary>What the page of what comes in has in the place of the others' script: the same and its own.</summary>
    public static ConsoleAsset LiveScript { get; } = Make("live", ".js", "text/javascript; charset=utf-8", [.. s_scripts, "tail.js"]);

    public static ConsoleAsset Icon { get; } = Make("icon", ".svg", "image/svg+xml", "icon.svg");

    /// <summary>Answers with a file, open to everyone: the sign-in page needs it, and it holds nothing of anyone.</summary>
    /// <param name="context">The request.</param>
    /// <param name="missing">The answer where there is no such file, or not in this version.</param>
    public static IResult Get(HttpContext context, Func<HttpContext, IResult> missing)
    {
        string? file = context.Request.RouteValues["file"] as string;
        foreach (var asset in (ReadOnlySpan<ConsoleAsset>)[StyleSheet, Script, MoreStyleSheet, LiveScript, Icon])
        {
            if (string.Equals(asset.FileName, file, StringComparison.Ordinal))
            {
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return new BodyResult(StatusCodes.Status200OK, asset.ContentType, asset.Content);
            }
        }

        return missing(context);
    }

    private static ConsoleAsset Make(string name, string extension, string contentType, params ReadOnlySpan<string> resources)
    {
        var all = new StringBuilder();
        foreach (string resource in resources)
        {
            using var part = typeof(ConsoleAssets).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The assembly lacks the file {resource}.");
            using var text = new StreamReader(part);
            while (text.ReadLine() is { } line)
            {
                if (AssetText.Shortened(line, isStyle: extension is ".css") is { } needed)
                {
                    all.Append(needed).Append('\n');
                }
            }
        }

        byte[] content = Encoding.UTF8.GetBytes(all.ToString());
        string hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        return new ConsoleAsset($"{name}.{hash}{extension}", contentType, content);
    }
}
