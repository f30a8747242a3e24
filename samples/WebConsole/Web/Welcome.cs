namespace WebConsole.Web;

/// <summary>What is printed when the sample listens.</summary>
internal static class Welcome
{
    public static string Text(IEnumerable<string> urls, string place) => $"""

        ConvLog console: {string.Join("  ", urls)}
        Conversations:   {place}

        Keys, in the header {DemoKeys.Header}:
          {DemoKeys.Reader}   reads without personal data
          {DemoKeys.ReaderWithPii}      reads personal data, too

        Ctrl+C ends it.
        """;
}
