namespace ConvLog.AspNetCore.Assets;

/// <summary>Style sheets and scripts without what a browser need not load: a tenth of them. No text in them goes over a line's end.</summary>
internal static class AssetText
{
    /// <summary>A line without indentation; null where nothing of it is needed.</summary>
    /// <param name="line">The line as it is written.</param>
    /// <param name="isStyle">Whether it is of a style sheet, where spaces around marks mean nothing outside texts.</param>
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
