namespace ConvLog.AspNetCore.Assets;

/// <summary>Removes indentation and comments from style sheets and scripts, a tenth of their size. Their string literals must not span lines.</summary>
internal static class AssetText
{
    /// <summary>A line without indentation; null if it can be omitted.</summary>
    /// <param name="line">The line as it is written.</param>
    /// <param name="isStyle">Whether it belongs to a style sheet, where spaces around punctuation are insignificant outside strings.</param>
    public static string? Shortened(string line, bool isStyle)
    {
        string shortened = line.Trim();
        if (shortened.Length == 0 || shortened.StartsWith("// ", StringComparison.Ordinal)
            || (shortened.StartsWith("/*", StringComparison.Ordinal) && shortened.EndsWith("*/", StringComparison.Ordinal)))
        {
            return null;
        }

        return isStyle && !shortened.Contains('"', StringComparison.Ordinal)
            ? shortened.Replace("; ", ";", StringComparison.Ordinal).Replace(": ", ":", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal)
            .Replace(" {", "{", StringComparison.Ordinal).Replace("{ ", "{", StringComparison.Ordinal)
            : shortened;
    }
}
