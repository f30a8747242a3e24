using System.Globalization;
using System.Text;
using ConvLog.Reliability.Child;
using ConvLog.Reliability.Tests.Retention;
using ConvLog.StoreContract;
using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Erasure;

/// <summary>
/// F05, F06, F08: the next process completes an erasure that was killed at any moment, exactly and to the last byte. Data reported as erased is never read
/// again, and legal holds take precedence.
/// </summary>
public class ErasureKillTests(ITestOutputHelper output)
{
    private const int MostKillsOfOneFile = 3;

    [Fact]
    public async Task After_any_number_of_kills_erased_data_is_gone_with_a_receipt_and_nothing_else_changed()
    {
        int kills = Amount.Of("CONVLOG_ERASURE_KILLS", usual: 1, inCi: 3, inLongCampaign: 6);
        var random = new Random(Amount.Seed);
        var tally = new DecisionTally();
        var conversations = AgedConversations.Make();
        using var template = await DecidedDatabase.MakeTemplateAsync(conversations);
        while (tally.Kills < kills)
        {
            string because = string.Create(CultureInfo.InvariantCulture, $"after kill {tally.Kills} with CONVLOG_SEED={Amount.Seed}");
            using var folder = new TemporaryFolder();
            using var database = await DecidedDatabase.CopyAsync(template, conversations, tally);
            var decisions = Decide(random, conversations);
            string file = folder.File("decisions");
            await File.WriteAllLinesAsync(file, decisions.Select(static decision => decision.ToString()));
            string assignment = $"--decisions {file}";
            for (int of = random.Next(1, MostKillsOfOneFile + 1); of > 0; of--)
            {
                var child = await database.KillAsync(assignment, random, because);
                await ShouldBeUnreadableAsync(database, decisions, child, conversations, because);
            }

            await database.FinishAsync(assignment, random, because);
            await EraseAsync(database, decisions, because);
            await database.VerifyAsync(because);
        }

        output.WriteLine(tally.ToString());
    }

    // Some conversations, some of them on hold; some users; and some holds released before or after the pending erasures.
    private static List<Decision> Decide(Random random, AgedConversations conversations)
    {
        var at = TimeProvider.System.GetUtcNow();
        List<Decision> decisions =
        [
            .. Enumerable.Range(0, 8)
            .Select(_ => new Decision(Guid.NewGuid(), DecisionKind.EraseConversation, AgedConversations.Id(random.Next(AgedConversations.Count)), at)),
            .. conversations.Holds.Take(2).Select(hold => new Decision(Guid.NewGuid(), DecisionKind.EraseConversation, hold.ConversationId, at)),
            .. Enumerable.Range(0, 3)
            .Select(_ => new Decision(Guid.NewGuid(), DecisionKind.EraseUser, AgedConversations.User(random.Next(AgedConversations.Count)), at)),
            .. conversations.Holds.Skip(1).Take(3).Select(hold => new Decision(Guid.NewGuid(), DecisionKind.Release, hold.ConversationId, at)),
            new Decision(Guid.NewGuid(), DecisionKind.EraseConversation, "nobody's", at),
        ];
        var order = decisions.ToArray();
        random.Shuffle(order);
        return [.. order];
    }

    // The data reported as erased before the kill is unreadable for the next process, even if that only reads.
    private static async Task ShouldBeUnreadableAsync(DecidedDatabase database, List<Decision> decisions, Testimony child, AgedConversations conversations,
        string because)
    {
        var held = conversations.Holds.Select(static hold => hold.ConversationId).ToHashSet(StringComparer.Ordinal);
        await using var store = new SqliteConversationStore(database.Path, new SqliteStoreOptions { IndexText = false });
        foreach (var decision in decisions.Where(decision => decision.Kind == DecisionKind.EraseConversation && child.Decided.Contains(decision.Id)))
        {
            var read = await store.ReadAsync(decision.Name);
            (read is null || (held.Contains(decision.Name) && read.Summary.IsErasurePending)).Should().BeTrue("{0} is erased {1}", decision.Name, because);
            (await store.ReadReceiptAsync(decision.Id)).Should().NotBeNull(because);
        }
    }

    private static async Task EraseAsync(DecidedDatabase database, List<Decision> decisions, string because)
    {
        foreach (var decision in decisions)
        {
            await decision.ApplyAsync(database.Expected);
        }

        await ShouldLeaveNoByteAsync(database, because);
        await using var store = new SqliteConversationStore(database.Path, new SqliteStoreOptions { IndexText = false });
        foreach (var decision in decisions.Where(static decision => decision.Kind != DecisionKind.Release))
        {
            var expected = await database.Expected.ReadReceiptAsync(decision.Id);
            var given = await store.ReadReceiptAsync(decision.Id);
            AnswerText.Difference(AnswerText.Of(Timeless(expected)), AnswerText.Of(Timeless(given))).Should()
                .BeNull("the receipt of {0} {1}", decision, because);
            given!.UnreadableAt.Should().BeOnOrAfter(given.RequestedAt, because);
            (given.CleanedAt is null).Should().Be(given.HeldConversations.Count > 0, "what is not held is cleaned up {0}", because);
        }

        AnswerText.Of(await store.ListHoldsAsync()).Should().Be(AnswerText.Of(await database.Expected.ListHoldsAsync()), because);
        await ShouldTakeNothingMoreAsync(database, store, decisions, because);
    }

    private static async Task ShouldLeaveNoByteAsync(DecidedDatabase database, string because)
    {
        byte[][] files = [.. Directory.GetFiles(Path.GetDirectoryName(database.Path)!).Select(File.ReadAllBytes)];
        for (int i = 0; i < AgedConversations.Count; i++)
        {
            byte[] trace = Encoding.ASCII.GetBytes(AgedConversations.Trace(i));
            bool isKept = await database.Expected.ReadAsync(AgedConversations.Id(i)) is not null;
            files.Any(file => file.AsSpan().IndexOf(trace) >= 0).Should()
                .Be(isKept, "{0} is {1} {2}", AgedConversations.Id(i), isKept ? "kept" : "erased", because);
        }

        byte[] never = Encoding.ASCII.GetBytes(AgedConversations.NeverKept);
        files.Any(file => file.AsSpan().IndexOf(never) >= 0).Should().BeFalse("text that is not kept never gets into a file {0}", because);
    }

    // A tombstone survives every kill.
    private static async Task ShouldTakeNothingMoreAsync(DecidedDatabase database, SqliteConversationStore store, List<Decision> decisions, string because)
    {
        foreach (var decision in decisions.Where(static decision => decision.Kind == DecisionKind.EraseConversation))
        {
            var sink = new RecordingSink();
            new Conversation(new ConversationInfo(decision.Name) { UserId = "late@example.com" }, sink).Dispose();
            bool wasThere = await database.Expected.ReadAsync(decision.Name) is not null;
            await store.WriteAsync(sink.Records);
            await database.Expected.WriteAsync(sink.Records);
            (await store.ReadAsync(decision.Name) is not null).Should().Be(wasThere, "{0} takes in nothing more {1}", decision.Name, because);
        }
    }

    private static ErasureReceipt? Timeless(ErasureReceipt? receipt) => receipt is null
        ? null
        : receipt with { UnreadableAt = default, CleanedAt = receipt.CleanedAt is null ? null : DateTimeOffset.UnixEpoch,
            UserPseudonym = receipt.UserPseudonym is null ? null : "someone" };
}
