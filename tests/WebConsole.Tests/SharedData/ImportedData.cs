using ConvLog.Records;
using WebConsole.Import;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.SharedData;

/// <summary>The data set, imported once for all tests of a class.</summary>
public sealed class ImportedData : IAsyncLifetime
{
    internal Bench Bench { get; } = new();

    internal ImportSummary Summary { get; private set; }

    /// <summary>Each conversation as a permitted reader and as another gets it, by its id.</summary>
    internal Dictionary<string, (ConversationView Full, ConversationView Plain)> Conversations { get; } = new(StringComparer.Ordinal);

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
