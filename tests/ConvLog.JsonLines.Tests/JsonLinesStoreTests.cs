using System.Text;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Properties;

namespace ConvLog.JsonLines.Tests;

/// <summary>The content of the file, and reading it back.</summary>
public sealed class JsonLinesStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("convlog-json-lines-").FullName;

    private string File => Path.Combine(_directory, "conversations.jsonl");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task All_records_read_back_unchanged_from_a_reopened_file()
    {
        string[] before;
        using (var store = await JsonLinesStore.OpenAsync(File))
        {
            foreach (var (record, number) in PropertyChange.All.Select(static (change, number) => (change.Sample, number)))
            {
                await store.WriteAsync(PropertyConversation.Around(record, $"property {number}"));
            }

            await store.WriteAsync([Some.Opening("erased") with { UserId = "jane" }, Some.Opening("held") with { UserId = "jane" }]);
            await store.PlaceHoldAsync(Some.Hold("held"));
            await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(1_000)));
            await store.WriteAccessAsync([Some.Access("property 1")]);
            before = await AllAsync(store);
        }

        using var reopened = await JsonLinesStore.OpenAsync(File);
        (await AllAsync(reopened)).Should().Equal(before);
        reopened.TornBytes.Should().Be(0);
        before.Length.Should().BeGreaterThan(PropertyChange.All.Count);
    }

    [Fact]
    public async Task A_torn_last_line_is_reported_and_its_records_are_ignored()
    {
        using (var store = await JsonLinesStore.OpenAsync(File))
        {
            await store.WriteAsync([Some.Opening(), Some.Entry(1, "whole")]);
            await store.WriteAsync([Some.Entry(2, "torn"), Some.Entry(3, "torn")]);
        }

        byte[] bytes = await System.IO.File.ReadAllBytesAsync(File);
        int first = Array.IndexOf(bytes, (byte)'\n') + 1;
        foreach (int cut in (int[])[1, 2, (bytes.Length - first) / 2, bytes.Length - first - 1])
        {
            await System.IO.File.WriteAllBytesAsync(File, bytes[..^cut]);
            using (var torn = await JsonLinesStore.OpenAsync(File))
            {
                torn.TornBytes.Should().Be(bytes.Length - first - cut);
                (await ContentsAsync(torn)).Should().Equal("whole");
                await torn.WriteAsync([Some.Entry(4, "later")]);
            }

            using var reopened = await JsonLinesStore.OpenAsync(File);
            reopened.TornBytes.Should().Be(0);
            (await ContentsAsync(reopened)).Should().Equal("whole", "later");
        }
    }

    [Fact]
    public async Task A_damaged_line_is_an_error_instead_of_being_skipped()
    {
        using (var store = await JsonLinesStore.OpenAsync(File))
        {
            await store.WriteAsync([Some.Opening()]);
            await store.WriteAsync([Some.Entry(1)]);
        }

        byte[] bytes = await System.IO.File.ReadAllBytesAsync(File);
        bytes[0] = (byte)'#';
        await System.IO.File.WriteAllBytesAsync(File, bytes);

        var open = async () => await JsonLinesStore.OpenAsync(File);
        (await open.Should().ThrowAsync<ConversationStoreException>().WithMessage("Line 1*damaged*")).Which.Fault.Should().Be(StoreFault.Unusable);
    }

    [Fact]
    public async Task No_byte_of_erased_or_expired_data_remains_in_the_file()
    {
        using (var store = await JsonLinesStore.OpenAsync(File))
        {
            await store.WriteAsync([Some.Opening("erased"), Some.Entry(1, "gone by erasure", "erased")]);
            await store.WriteAsync([Some.Opening("expired"), Some.Entry(1, "gone by age", "expired")]);
            await store.WriteAsync([Some.Opening("purged", minute: 100) with { UserId = "jane" }, Some.Entry(1, "hidden", "purged", isPii: true),
                Some.Entry(2, "shown", "purged")]);
            await store.EraseAsync(ErasureRequest.OfConversation("erased", "dpo", Some.At(1_000)));
            await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(1_000), ConversationsBefore = Some.At(50), PersonalDataBefore = Some.At(900) }, 10);
            await store.ReclaimSpaceAsync();
            await store.WriteAsync([Some.Entry(1, "too late", "erased")]);
        }

        string text = await System.IO.File.ReadAllTextAsync(File, Encoding.UTF8);
        text.Should().Contain("shown").And.NotContainAny("gone by erasure", "gone by age", "hidden", "jane", "too late");

        using var reopened = await JsonLinesStore.OpenAsync(File);
        (await reopened.ReadAsync("expired")).Should().BeNull();
        (await reopened.ReadSummaryAsync("purged"))!.PiiPurgedAt.Should().Be(Some.At(1_000));
    }

    [Fact]
    public async Task Openings_keep_their_order_after_the_first_record_of_one_expired()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        string[] before;
        using (var store = await JsonLinesStore.OpenAsync(File))
        {
            await store.WriteAsync([Some.Entry(1, "hidden", isPii: true) with { WriterId = first }]);
            await store.WriteAsync([Some.Opening() with { WriterId = second }]);
            await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(900) }, 10);
            await store.WriteAsync([Some.Entry(2, "of the second") with { WriterId = second }, Some.Entry(2, "of the first") with { WriterId = first }]);
            await store.ReclaimSpaceAsync();
            (await ContentsAsync(store)).Should().Equal("of the first", "of the second");
            before = await AllAsync(store);
        }

        using var reopened = await JsonLinesStore.OpenAsync(File);
        (await ContentsAsync(reopened)).Should().Equal("of the first", "of the second");
        (await AllAsync(reopened)).Should().Equal(before);
    }

    private static async Task<string[]> AllAsync(IConversationStore store)
    {
        var all = new List<string>();
        foreach (var summary in (await store.ListAsync(new ConversationQuery { Limit = 1_000 }, withPii: true)).Conversations)
        {
            all.Add(AnswerText.Of(await store.ReadAsync(summary.Conversation.ConversationId)));
        }

        return
        [
            .. all,
            AnswerText.Of(await store.ListReceiptsAsync(10)),
            AnswerText.Of(await store.ListHoldsAsync()),
            AnswerText.Of(await store.ReadAccessAsync(new AccessQuery())),
            AnswerText.Of(await store.ListUsersAsync(new UserQuery())),
        ];
    }

    private static async Task<IEnumerable<string>> ContentsAsync(JsonLinesStore store)
        => (await store.ReadAsync(Some.Conversation))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Content);
}
