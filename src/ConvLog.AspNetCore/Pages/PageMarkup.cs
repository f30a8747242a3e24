using System.Text;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Removes the indentation of the source from a page's markup, several kilobytes on a long page.</summary>
internal static class PageMarkup
{
    // In these elements, spaces and line breaks may be logged text.
    private static readonly string[] s_texts = ["bdi", "pre", "mark", "textarea"];

    /// <summary>Replaces white space between two tags with a line break if it contains one.</summary>
    public static string Compact(string html)
    {
        var compact = new StringBuilder(html.Length);
        int from = 0;
        for (int end = html.IndexOf('>', StringComparison.Ordinal); end >= 0; end = html.IndexOf('>', end + 1))
        {
            int next = end + 1;
            while (next < html.Length && html[next] is ' ' or '\n' or '\r')
            {
                next++;
            }

            if (next < html.Length && html[next] == '<' && html.AsSpan(end + 1, next - end - 1).Contains('\n') && !IsText(html, end))
            {
                compact.Append(html, from, end + 1 - from).Append('\n');
                from = next;
            }
        }

        return compact.Append(html, from, html.Length - from).ToString();
    }

    private static bool IsText(string html, int end)
    {
        var tag = html.AsSpan(html.LastIndexOf('<', end) + 1);
        foreach (string name in s_texts)
        {
            if (tag.StartsWith(name, StringComparison.Ordinal) && tag[name.Length] is ' ' or '>')
            {
                return true;
            }
        }

        return false;
    }
}
