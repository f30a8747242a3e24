using ConvLog.AspNetCore.Assets;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The only script of a page.</summary>
internal static class OwnScript
{
    /// <summary>Removes the line that loads the script.</summary>
    public static string Without(string page)
        => page.Replace(Line(ConsoleAssets.Script), "", StringComparison.Ordinal).Replace(Line(ConsoleAssets.LiveScript), "", StringComparison.Ordinal)
            .Replace(Line(ConsoleAssets.ReviewScript), "", StringComparison.Ordinal);

    private static string Line(ConsoleAsset script) => $"<script type=\"module\" src=\"/convlog/assets/{script.FileName}\"></script>";
}
