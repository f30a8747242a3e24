namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>The direction in which the folders of a package may use each other.</summary>
internal sealed class FolderOrder
{
    public const string Root = "the root";

    private readonly List<string[]> _steps;

    private FolderOrder(string text)
    {
        Text = text;
        _steps = [.. text.Split(" ← ").Select(static step => step.Split(", "))];
    }

    /// <summary>The order of each package with C# sources only, as in docs/architecture.md.</summary>
    public static IReadOnlyDictionary<string, FolderOrder> Of { get; } = new Dictionary<string, FolderOrder>(StringComparer.Ordinal)
    {
        ["ConvLog"] = new("Privacy ← Entries ← Functions ← Records ← Sinks ← the root, Openings ← Hosting"),
        ["ConvLog.Storage"] = new(
            "Records ← Background ← Text ← Serialization ← Privacy ← Contract ← Statistics ← Payloads ← Health ← Indexing ← Arrivals ← Access ← Relational ← Copy ← Sinks ← "
                + "Erasure ← Retention ← Team ← InMemory ← Live ← Reading ← Alerts ← the root"),
        ["ConvLog.Sqlite"] = new(
            "Options ← Engine ← Health ← Statistics ← Access ← Schema ← Files ← Connections ← Keys ← Text ← Lists ← Live ← Summaries ← Erasure ← Retention ← Writing ← "
                + "Reading ← the root"),
        ["ConvLog.PostgreSql"] = new(
            "Options ← Connections ← Access ← Schema ← Keys ← Live ← Reading ← Statistics ← Erasure ← Text ← Lists ← Retention ← Writing ← Health ← the root"),
        ["ConvLog.Extensions.Agents"] = new("the root"),
        ["ConvLog.Extensions.AI"] = new("Models ← Tools ← Realtime ← OtherModels ← the root"),
        ["ConvLog.Extensions.Logging"] = new("Calls ← the root"),
        ["ConvLog.Extensions.Http"] = new("the root"),
        ["ConvLog.Analyzers"] = new("Calls ← Privacy ← Checks ← the root"),
        ["ConvLog.Mcp"] = new("Tools ← the root"),
        ["ConvLog.Testing"] = new("Time ← Assertions ← Ids ← the root"),
    };

    /// <summary>
    /// The order of the web package, which also has pages. Its root has registration and options: it uses all folders and all folders use it.
    /// </summary>
    public static FolderOrder OfWeb { get; } = new("Text ← Access ← Http ← Assets ← Review ← Api ← Pages ← Hosting");

    public string Text { get; }

    /// <summary>The message for a use that breaks the order.</summary>
    public string Rule => $"The order of folders is {Text}. Move the type, or let the later folder call the earlier one.";

    /// <summary>The uses of a package that break the order without being an exception.</summary>
    public IEnumerable<string> Broken(string package, IEnumerable<SourceUse> uses)
        => uses.Where(use => !Allows(use.Folder, use.UsedFolder) && !FolderException.All.Any(exception => exception.Covers(package, use)))
            .Select(static use => $"{use.File} → {use.Symbol} → {use.UsedFolder}");

    public bool Contains(string folder) => StepOf(folder) >= 0;

    public bool Allows(string folder, string used) => string.Equals(Top(folder), Top(used), StringComparison.Ordinal) || StepOf(used) <= StepOf(folder);

    // Folders of one step may use each other. A subfolder has the position of its parent: it only groups related files.
    public static string Top(string folder) => folder.Split('/')[0];

    private int StepOf(string folder) => _steps.FindIndex(step => step.Contains(Top(folder), StringComparer.Ordinal));
}
