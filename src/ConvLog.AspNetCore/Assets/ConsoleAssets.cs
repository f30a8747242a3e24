using System.Security.Cryptography;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Assets;

/// <summary>The files of the console, from the assembly.</summary>
internal static class ConsoleAssets
{
    // In the order in which later rules win.
    private static readonly string[] s_styleSheets = ["tokens.css", "base.css", "shell.css", "controls.css", "marks.css", "list.css", "review.css", "diagnosis.css", "fields.css", "side.css", "privacy.css", "insight.css", "narrow.css"];

    public static ConsoleAsset StyleSheet { get; } = Make("console", ".css", "text/css; charset=utf-8", s_styleSheets);

    public static ConsoleAsset Icon { get; } = Make("icon", ".svg", "image/svg+xml", "icon.svg");

    /// <summary>Answers with a file, open to everyone: the sign-in page needs it, and it holds nothing of anyone.</summary>
    /// <param name="context">The request.</param>
    /// <param name="missing">The answer where there is no such file, or not in this version.</param>
    public static IResult Get(HttpContext context, Func<HttpContext, IResult> missing)
    {
        string? file = context.Request.RouteValues["file"] as string;
        foreach (var asset in (ReadOnlySpan<ConsoleAsset>)[StyleSheet, Icon])
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
        using var all = new MemoryStream();
        foreach (string resource in resources)
        {
            using var part = typeof(ConsoleAssets).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The assembly lacks the file {resource}.");
            part.CopyTo(all);
        }

        byte[] content = all.ToArray();
        string hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        return new ConsoleAsset($"{name}.{hash}{extension}", contentType, content);
    }
}
