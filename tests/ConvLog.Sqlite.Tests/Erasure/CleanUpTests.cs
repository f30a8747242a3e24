using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Erasure;

/// <summary>Data is deleted in several ways. After each, no file contains any byte of it, or of its key.</summary>
public sealed class CleanUpTests : IDisposable
{
    // Many, with neighbours that are kept: in a page of its own, the engine would overwrite deleted data.
    private const int Pairs = 30;

    private readonly ErasureFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("erasure of conversations")]
    [InlineData("erasure of a user")]
    [InlineData("expiry of personal data")]
    [InlineData("expiry of conversations")]
    public async Task No_file_contains_bytes_of_deleted_data_or_its_key(string way)
    {
        var store = _file.Open(indexText: true);
        await FillAsync(store);
        string[] keys = [.. Gone.Select(_file.WrappedKeyOf)];
        string[] payloads = [.. Gone.SelectMany(_file.PersonalPayloadsOf)];
        _file.FindAny(keys.Concat(payloads)).Should().HaveCount(keys.Length + payloads.Length, "that is what is looked for");

        await DeleteAsync(store, way);
        await CleanUpAsync(store);

        _file.FindAny(keys).Should().BeEmpty();
        _file.FindAny(payloads).Should().BeEmpty();
        _file.Find("CANARY-gone").Keys.Should()
            .BeEquivalentTo(string.Equals(way, "expiry of personal data", StringComparison.Ordinal) ? ["conversations.db"] : (string[])[],
            "of what everyone may see nothing is left unless only personal data expired");
        _file.Find("CANARY-kept").Should().NotBeEmpty();
        _file.ShouldBeSound();
    }

    [Fact]
    public async Task After_rotation_no_file_contains_a_key_wrapped_by_the_old_one()
    {
        var store = _file.Open();
        await FillAsync(store);
        string[] old = [.. Gone.Select(_file.WrappedKeyOf)];

        KeyRing.RotateFile(_file.Path + "-keyring");
        await store.RewrapKeysAsync();

        _file.FindAny(old).Should().BeEmpty();
        _file.FindAny(Gone.Select(_file.WrappedKeyOf)).Should().HaveCount(Pairs);
    }

    [Fact]
    public async Task No_file_contains_data_replaced_by_a_later_revision()
    {
        var store = _file.Open();
        await store.WriteAsync([.. Gone.SelectMany(static id => Said(id, revision: 0, "CANARY-early"))]);
        string[] payloads = [.. Gone.SelectMany(_file.PersonalPayloadsOf)];
        payloads.Should().HaveCount(4 * Pairs);
        _file.FindAny(payloads).Should().HaveCount(4 * Pairs, "that is what is looked for");

        await store.WriteAsync([.. Gone.SelectMany(static id => Said(id, revision: 1, "later"))]);
        await CleanUpAsync(store);

        _file.FindAny(payloads).Should().BeEmpty();
        _file.Find("CANARY-early").Should().BeEmpty();
        (await store.ReadAsync("gone-0"))!.Notes[0].Text.Should().Be("later note");
    }

    private static IEnumerable<string> Gone => Enumerable.Range(0, Pairs).Select(static i => $"gone-{i}");

    private static async Task FillAsync(SqliteConversationStore store)
    {
        var canaries = new Canaries(5);
        for (int i = 0; i < Pairs; i++)
        {
            await store.WriteAsync([.. canaries.Next($"gone-{i}", "jane"), .. canaries.Next($"kept-{i}", "joe"), Some.Turn(99, $"kept-{i}", minute: 1_000)]);
        }

        await store.CatchUpAsync();
    }

    private static IEnumerable<StoreRecord> Said(string id, int revision, string text) =>
    [
        Some.Opening(id),
        Some.Turn(1, id) with { Revision = revision, UserInput = text + " input", Error = text + " error" },
        Some.Note("1", text + " note", minute: revision, conversation: id),
        Some.Annotation(1, text + " answer", minute: revision, conversation: id),
        Some.Feedback(1, FeedbackRating.Like, minute: revision, conversation: id) with { Comment = text + " comment" },
    ];

    private static async Task DeleteAsync(SqliteConversationStore store, string way)
    {
        switch (way)
        {
            case "erasure of conversations":
                foreach (string id in Gone)
                {
                    await store.EraseAsync(ErasureRequest.OfConversation(id, "dpo", Some.At(0)));
                }

                break;
            case "erasure of a user": await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(10_000))); break;
            case "expiry of personal data": await RunAsync(store, new RetentionCut { At = Some.At(10_000), PersonalDataBefore = Some.At(900) }); break;
            default: await RunAsync(store, new RetentionCut { At = Some.At(10_000), ConversationsBefore = Some.At(900) }); break;
        }
    }

    private static async Task RunAsync(SqliteConversationStore store, RetentionCut cut)
    {
        string? after = null;
        do
        {
            after = (await store.ApplyRetentionAsync(cut, 7, after)).Next;
        }
        while (after is not null);

        await store.ReclaimSpaceAsync();
    }

    private static Task CleanUpAsync(SqliteConversationStore store) => Waiting.UntilAsync(() => store.CleanUpAsync());
}
