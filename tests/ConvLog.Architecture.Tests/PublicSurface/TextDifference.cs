namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>The removed and added lines, each under its heading.</summary>
internal static class TextDifference
{
    /// <param name="before">The old lines.</param>
    /// <param name="after">The new lines.</param>
    /// <returns>Headings, <c>- </c>lines and <c>+ </c>lines; empty if the texts are equal.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        if (before.SequenceEqual(after, StringComparer.Ordinal))
        {
            return [];
        }

        var common = CommonLengths(before, after);
        var difference = new List<string>();
        string told = "";
        int i = 0;
        int j = 0;
        while (i < before.Count || j < after.Count)
        {
            if (i < before.Count && j < after.Count && string.Equals(before[i], after[j], StringComparison.Ordinal))
            {
                (i, j) = (i + 1, j + 1);
                continue;
            }

            bool left = j == after.Count || (i < before.Count && common[i + 1, j] >= common[i, j + 1]);
            Tell(difference, ref told, left ? before : after, left ? i++ : j++, left ? "- " : "+ ");
        }

        return difference;
    }

    private static void Tell(List<string> difference, ref string told, IReadOnlyList<string> lines, int index, string sign)
    {
        if (lines[index].Length == 0)
        {
            // Blank lines only separate types.
            return;
        }

        string heading = Heading(lines, index);
        if (!string.Equals(heading, told, StringComparison.Ordinal))
        {
            difference.Add($"  {heading}");
            told = heading;
        }

        difference.Add(sign + lines[index]);
    }

    // The heading of a member is its type, and the heading of a type is its namespace.
    private static string Heading(IReadOnlyList<string> lines, int index)
    {
        bool isMember = lines[index].StartsWith(' ');
        do
        {
            index--;
        }
        while (index >= 0 && !IsHeading(lines[index], isMember));
        return index < 0 ? "(at the top)" : lines[index];
    }

    private static bool IsHeading(string line, bool ofMember)
        => line.StartsWith("namespace ", StringComparison.Ordinal) || (ofMember && line.Length > 0 && line[0] is not (' ' or '['));

    // The length of the longest common subsequence of the remaining lines from i and j, computed from the end.
    private static int[,] CommonLengths(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        int[,] common = new int[before.Count + 1, after.Count + 1];
        for (int i = before.Count - 1; i >= 0; i--)
        {
            for (int j = after.Count - 1; j >= 0; j--)
            {
                common[i, j] = string.Equals(before[i], after[j], StringComparison.Ordinal)
                    ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
