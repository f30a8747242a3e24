namespace WebConsole.Web;

/// <summary>The text printed when the sample is listening.</summary>
internal static class Welcome
{
    /// <param name="urls">The addresses that the sample listens on.</param>
    /// <param name="place">The location of the conversations.</param>
    /// <param name="failed">A conversation with a failed function; null if there is none.</param>
    public static string Text(IReadOnlyList<string> urls, string place, string? failed) => $"""

        Console:        {string.Join("  ", urls)}
        Look at first:  {(failed is null ? "an empty console shows the code that fills it" : Link(urls[0], failed))}
        API:            {urls[0]}/convlog/v1/conversations, described at {urls[0]}/openapi/v1.json
        Conversations:  {place}

        Keys, in the header {DemoKeys.Header}; the console is open to this machine without one:
          {DemoKeys.Reader}   reads without personal data
          {DemoKeys.ReaderWithPii}      reads personal data, too

        Ctrl+C ends it.
        """;

    private static string Link(string url, string conversation)
        => $"{url}/conversations/{Uri.EscapeDataString(conversation)}, where a function failed";
}
