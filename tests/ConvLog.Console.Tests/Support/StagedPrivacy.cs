using ConvLog.Storage;

namespace ConvLog.Console.Tests.Support;

/// <summary>Data for the privacy page: conversations old enough to expire, holds, erasures, runs and access records.</summary>
internal sealed class StagedPrivacy(ILogSink sink, ManualClock clock)
{
    public const string User = "otto.brandt@example.com";

    private static readonly string[] s_readers = ["Ada Lindqvist", "export-job", "Ada Lindqvist", "Björn Åkesson"];

    public static Guid HeldReceipt { get; } = Guid.Parse("7c1e0000-0000-4000-8000-0000000000a9");

    private static DateTimeOffset Now => StagedConversations.Now;

    public async Task PlayAsync()
    {
        for (int i = 0; i < 8; i++)
        {
            await PlayAsync($"conv-old-{i}", TimeSpan.FromDays(31 + (3 * i)), $"visitor-{i}@example.com", isAnnotated: i == 5);
        }

        for (int i = 0; i < 5; i++)
        {
            await PlayAsync($"conv-weeks-{i}", TimeSpan.FromDays(9 + (4 * i)), i < 2 ? User : $"visitor-{i}@example.com");
        }

        await PlayAsync("conv-erased", TimeSpan.FromDays(5), User);
    }

    public static async Task DecideAsync(IConversationStore store)
    {
        var holds = (IHoldStore)store;
        await holds.PlaceHoldAsync(new LegalHold { ConversationId = "conv-weeks-1", PlacedBy = "Legal", PlacedAt = Now.AddDays(-4), Reason = "Case 2026-118" });
        await holds.PlaceHoldAsync(new LegalHold { ConversationId = "conv-old-2", PlacedBy = "Ada Lindqvist", PlacedAt = Now.AddDays(-30) });
        await store.EraseAsync(ErasureRequest.OfConversation("conv-erased", "Ada Lindqvist", Now.AddDays(-2)) with { Reason = "Entered by mistake" });
        await store.EraseAsync(ErasureRequest.OfUser(User, "Ada Lindqvist", Now.AddHours(-3)) with { Id = HeldReceipt, Reason = "Request 4711" });
        await KeepRunsAsync(store);
        for (int i = 0; i < 120; i++)
        {
            var kind = (AccessKind)(i % 4);
            await store.WriteAccessAsync(
                [new AccessRecord { At = Now.AddMinutes(-97 * (120 - i)), Reader = s_readers[i % s_readers.Length], Kind = kind,
                ConversationId = kind == AccessKind.Lookup ? null : $"conv-{i % 58:000}", Reason = i % 5 == 0 ? "Complaint 88" : null }]);
        }
    }

    private static async Task KeepRunsAsync(IConversationStore store)
    {
        var done = new RetentionRun { Id = Guid.NewGuid(), Cut = new RetentionCut { At = Now.AddDays(-3) }, State = RetentionRunState.Completed,
            StartedAt = Now.AddDays(-3), EndedAt = Now.AddDays(-3).AddMilliseconds(840), Conversations = 40, Entries = 1_903, PersonalData = 22, Accesses = 3 };
        var runs = (IRetentionRunStore)store;
        await runs.SaveRetentionRunAsync(done);
        await runs.SaveRetentionRunAsync(
            done with { Id = Guid.NewGuid(), StartedAt = Now.AddDays(-2), EndedAt = Now.AddDays(-2).AddMinutes(30), State = RetentionRunState.Failed,
            Retries = 14, Message = "The disk is full. Deleted data remains deleted; the next run continues.", Conversations = 7 });
        await runs.SaveRetentionRunAsync(
            done with { Id = Guid.NewGuid(), StartedAt = Now.AddDays(-1), EndedAt = Now.AddDays(-1), State = RetentionRunState.Refused,
            StartedBy = "Ada Lindqvist", Message = "Nothing was deleted: it would take 9.2 % of all conversations at once.", Conversations = 0, Entries = 0,
            PersonalData = 0, Accesses = 0 });
    }

    private async Task PlayAsync(string id, TimeSpan ago, string user, bool isAnnotated = false)
    {
        clock.SetUtcNow(Now - ago);
        await using var conv = new Conversation(new ConversationInfo(id) { AgentId = "therapy-web", Channel = "webchat", UserId = user }, sink,
            new ConversationOptions { TimeProvider = clock });
        using var turn = conv.BeginTurn("Do you have an opening this month?");
        clock.Pass(900);
        conv.Log.Info("Caller email captured", LogField.Pii("email", user));
        turn.Complete("Yes, on the 12th.");
        if (isAnnotated)
        {
            conv.Annotate("Yes, on the 12th at 10:00 or 14:30.", "Ada Lindqvist");
        }
    }
}
