using ConvLog.Records;
using WebConsole.Import;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.SharedData;

/// <summary>The data set, imported once for all tests of the collection.</summary>
public sealed class ImportedData : IAsyncLifetime
{
    internal Bench Bench { get; } = new();

    internal ImportSummary Summary { get; private set; }

    /// <summary>Each conversation by ID, as seen with and without the permission.</summary>
    internal Dictionary<string, (ConversationView Full, ConversationView Plain)> Conversations { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything shown to a reader without the permission, by conversation ID.</summary>
    internal IReadOnlyDictionary<string, string> Shown => _shown.Value;

    private readonly Lazy<IReadOnlyDictionary<string, string>> _shown;

    public ImportedData() => _shown = new(() => Conversations.ToDictionary(static each => each.Key, static each => ShownText.Of(each.Value.Plain),
        StringComparer.Ordinal));

    public async Task InitializeAsync()
    {
        Summary = await Bench.ImportAsync(DialogueFiles.All);
        foreach (var conversation in await Bench.ListAsync())
        {
            string id = conversation.ConversationId;
            Conversations[id] = (await Bench.FullAsync(id), await Bench.PlainAsync(id));
        }
    }

    public async Task DisposeAsync() => await Bench.DisposeAsync();
}
