using ConvLog.AspNetCore.Assets;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The one script that a page has.</summary>
internal static class OwnScript
{
    /// <summary>A page without the line that names it.</summary>
    public static string Without(string page)
        => page.Replace(Line(ConsoleAssets.Script), "", StringComparison.Ordinal).Replace(Line(ConsoleAssets.LiveScript), "", StringComparison.Ordinal)
            .Replace(Line(ConsoleAssets.ReviewScript), "", StringComparison.Ordinal);

    private static string Line(ConsoleAsset script) => $"<script type=\"module\" src=\"/convlog/assets/{script.FileName}\"></script>";
}
