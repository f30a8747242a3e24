namespace WebConsole.Web;

/// <summary>The two keys of the sample. They are published, so it listens on loopback only.</summary>
internal static class DemoKeys
{
    public const string Header = "X-API-KEY";

    /// <summary>Reads all that is not personal.</summary>
    public const string Reader = "demo-reader";

    /// <summary>Reads personal data, too.</summary>
    public const string ReaderWithPii = "demo-pii";
}
