namespace ConvLog.Entries;

/// <summary>Parts of a URL as text, because a logged URL may be invalid.</summary>
internal static class UrlText
{
    /// <summary>The URL without query and fragment, and without a user name and password before the host.</summary>
    public static string WithoutQuery(string url)
    {
        int end = url.AsSpan().IndexOfAny('?', '#');
        string path = end < 0 ? url : url[..end];
        int host = path.IndexOf("//", StringComparison.Ordinal) + 2;
        if (host < 2)
        {
            return path;
        }

        int pathStart = path.IndexOf('/', host);
        int at = path.LastIndexOf('@', (pathStart < 0 ? path.Length : pathStart) - 1);
        return at < host ? path : string.Concat(path.AsSpan(0, host), path.AsSpan(at + 1));
    }
}
