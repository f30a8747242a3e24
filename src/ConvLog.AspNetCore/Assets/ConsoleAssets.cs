using System.Security.Cryptography;
using System.Text;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Assets;

/// <summary>The files of the console, embedded in the assembly.</summary>
internal static class ConsoleAssets
{
    // In the order in which later rules win. The pages of conversations, which are opened most often, need only these.
    private static readonly string[] s_styleSheets =
        ["tokens.css", "base.css", "shell.css", "controls.css", "marks.css", "list.css", "review.css", "diagnosis.css", "waterfall.css", "fields.css",
        "reveal.css", "side.css", "inspector.css", "team.css", "script.css", "narrow.css"];

    // The other pages need these as well.
    private static readonly string[] s_moreStyleSheets = ["privacy.css", "insight.css", "calls.css", "feedback.css", "journey.css", "live.css",
        "alerts.css", "saved.css"];

    // ES modules, each after those that it imports.
    private static readonly string[] s_modules =
        ["page.js", "keys.js", "copy.js", "preferences.js", "stream.js", "rows.js", "fresh.js", "leave.js", "base.js", "append.js", "strip.js", "bars.js",
        "typed.js", "find.js", "list.js", "brush.js", "tail.js", "console.js", "review.js", "live.js"];

    public static ConsoleAsset StyleSheet { get; } = Make("console", ".css", "text/css; charset=utf-8", Text(isStyle: true, s_styleSheets));

    /// <summary>The additional style sheet of the list of conversations.</summary>
    public static ConsoleAsset ListStyleSheet { get; } = Make("find", ".css", "text/css; charset=utf-8", Text(isStyle: true, "find.css", "views.css"));

    /// <summary>The scripts by the names of their source files. They import each other by the names under which they are served.</summary>
    public static IReadOnlyDictionary<string, ConsoleAsset> Modules { get; } = MakeModules();

    /// <summary>The script of a conversation's page.</summary>
    public static ConsoleAsset ReviewScript { get; } = Modules["review.js"];

    /// <summary>The script of every page but that of a conversation and the live one.</summary>
    public static ConsoleAsset Script { get; } = Modules["console.js"];

    /// <summary>The additional style sheet of all pages but those of conversations.</summary>
    public static ConsoleAsset MoreStyleSheet { get; } = Make("more", ".css", "text/css; charset=utf-8", Text(isStyle: true, s_moreStyleSheets));

    /// <summary>The script of the live page: that of the others, and its own.</summary>
    public static ConsoleAsset LiveScript { get; } = Modules["live.js"];

    public static ConsoleAsset Icon { get; } = Make("icon", ".svg", "image/svg+xml", Text(isStyle: false, "icon.svg"));

    /// <summary>Responds with a file. Files are public: the sign-in page needs them, and they contain no data.</summary>
    /// <param name="context">The request.</param>
    /// <param name="missing">The response if the file does not exist in this version.</param>
    public static IResult Get(HttpContext context, Func<HttpContext, IResult> missing)
    {
        if (Find(context) is not { } asset)
        {
            return missing(context);
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        return new BodyResult(StatusCodes.Status200OK, asset.ContentType, ContentFor(context, asset));
    }

    /// <summary>The file that a request is for; null if there is no such file, or not in this version.</summary>
    public static ConsoleAsset? Find(HttpContext context)
    {
        string? file = context.Request.RouteValues["file"] as string;
        return ((IEnumerable<ConsoleAsset>)[StyleSheet, ListStyleSheet, MoreStyleSheet, Icon, .. Modules.Values])
            .FirstOrDefault(asset => string.Equals(asset.FileName, file, StringComparison.Ordinal));
    }

    // Files are the same for everyone, so their compressed size reveals nothing. For pages see PageCompression.
    private static ReadOnlyMemory<byte> ContentFor(HttpContext context, ConsoleAsset asset)
    {
        if (!GzipCoding.IsAccepted(context.Request))
        {
            return asset.Content;
        }

        context.Response.Headers.ContentEncoding = "gzip";
        return asset.Compressed;
    }

    // A changed module changes the names of those that import it, so that each can be cached permanently.
    private static Dictionary<string, ConsoleAsset> MakeModules()
    {
        var made = new Dictionary<string, ConsoleAsset>(StringComparer.Ordinal);
        foreach (string module in s_modules)
        {
            string text = made.Aggregate(Text(isStyle: false, module),
                static (text, import) => text.Replace($"\"./{import.Key}\"", $"\"./{import.Value.FileName}\"", StringComparison.Ordinal));
            made.Add(module, Make(Path.GetFileNameWithoutExtension(module), ".js", "text/javascript; charset=utf-8", text));
        }

        return made;
    }

    private static ConsoleAsset Make(string name, string extension, string contentType, string text)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        string hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        return new ConsoleAsset($"{name}.{hash}{extension}", contentType, content);
    }

    private static string Text(bool isStyle, params ReadOnlySpan<string> resources)
    {
        var all = new StringBuilder();
        foreach (string resource in resources)
        {
            using var part = typeof(ConsoleAssets).Assembly.GetManifestResourceStream(resource)
                ?? throw new InvalidOperationException($"The assembly lacks the file {resource}.");
            using var text = new StreamReader(part);
            while (text.ReadLine() is { } line)
            {
                if (AssetText.Shortened(line, isStyle) is { } needed)
                {
                    all.Append(needed).Append('\n');
                }
            }
        }

        return all.ToString();
    }
}
