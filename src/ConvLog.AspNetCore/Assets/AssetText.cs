namespace ConvLog.AspNetCore.Assets;

/// <summary>Removes what browsers do not need from style sheets and scripts, about a tenth. No string in them continues on another line.</summary>
internal static class AssetText
{
    /// <summary>A line without indentation; null if the whole line is unnecessary.</summary>
    /// <param name="line">The original line.</param>
    /// <param name="isStyle">Whether it belongs to a style sheet, where spaces around punctuation outside strings are insignificant.</param>
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
