using System.Globalization;
using System.Text;
using ConvLog.Records;
using ConvLog.Reliability.Child;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Kills;

/// <summary>
/// A store that agents log to through a sink, and an in-memory store that receives the same records. Whatever happens to the server, once the sink has no
/// pending records both must have the same content: a lost acknowledged record would be missing, because it is not written again, and a record stored twice
/// would be there twice.
/// </summary>
internal sealed class WitnessedStore : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly IConversationStore _store;
    private readonly InMemoryConversationStore _expected = new();
    private readonly MemoryStream _said = new();
    private readonly StoreSink _sink;
    private readonly WitnessedSink _witness;
    private int _heard;

    public WitnessedStore(IConversationStore store, int seed)
    {
        var random = new Random(seed);
        _store = store;
        _sink = new StoreSink(store, new StoreSinkOptions
        {
            QueueCapacity = 1_000_000,
            BatchSize = random.Next(4) == 0 ? new StoreSinkOptions().BatchSize : random.Next(1, 256),
            BatchDelay = TimeSpan.FromMilliseconds(random.Next(4)),
            RetryDelay = TimeSpan.FromMilliseconds(5),
        });
        _witness = new WitnessedSink(_sink, new Report(_said));
    }

    /// <summary>The number of records given to the sink.</summary>
    public int Given => _witness.Given;

    /// <summary>The number of records the sink has reported as stored.</summary>
    public async Task<long> AcknowledgedAsync() => (await _sink.FlushAsync(new CancellationToken(canceled: true))).Records.Stored;

    /// <summary>Runs agents that log until they are stopped. Sometimes they wait until their records are stored.</summary>
    /// <param name="conversations">The prefix of the conversation IDs.</param>
    /// <param name="seed">The seed of all random choices.</param>
    /// <param name="stop">Stops the agents.</param>
    public Task TalkAsync(string conversations, int seed, CancellationToken stop)
        => Task.WhenAll(Enumerable.Range(1, 3).Select(agent => Task.Run(
            () => new Agent(_witness, new Assignment { Path = "", Conversations = conversations }, seed + agent).TalkAsync(stop),
            CancellationToken.None)));

    /// <summary>Waits until all records are written, and fails if the store does not contain the records since the last call exactly once.</summary>
    public async Task VerifyAsync(string because)
    {
        using (var patience = new CancellationTokenSource(s_patience))
        {
            var result = await _sink.FlushAsync(patience.Token);
            result.Records.Pending.Should().Be(0, "the server is up {0}; the sink says {1}", because, AnswerText.Of(_sink.CheckHealth()));
            (result.Records.Dropped, result.Records.Stored).Should().Be((0, Given), because);
        }

        var records = NewRecords();
        await _expected.WriteAsync(records);
        foreach (string id in records.Select(static record => record.ConversationId).Distinct(StringComparer.Ordinal))
        {
            AnswerText.Difference(TextOf(await _expected.ReadAsync(id)), TextOf(await _store.ReadAsync(id))).Should()
                .BeNull("of conversation {0} {1}", id, because);
        }
    }

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    // Pseudonyms are random, so they are compared by their user.
    private static string TextOf(StoredConversation? conversation) => AnswerText.Of(conversation is null ? null : conversation with
    {
        Summary = conversation.Summary with
        {
            UserPseudonym = conversation.Summary.UserPseudonym is null ? null : $"of {conversation.Summary.Conversation.UserId}",
            Users = [.. conversation.Summary.Users.Select(static user => user with { Pseudonym = $"of {user.UserId}" })],
        },
    });

    private List<StoreRecord> NewRecords()
    {
        string[] lines = Encoding.UTF8.GetString(_said.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var records = lines.Skip(_heard).Where(static line => line[0] == Report.Given).Select(static line => RecordLine.Read(line.AsSpan(1, line.Length - 2)))
            .ToList();
        _heard = lines.Length;
        return records;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Given} records");
}
