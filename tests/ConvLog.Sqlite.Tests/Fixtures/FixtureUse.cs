using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Fixtures;

/// <summary>Operations on a file or schema of an older version, and their expected results, which are the same for each store.</summary>
internal static class FixtureUse
{
    /// <summary>The records that are added.</summary>
    public static IReadOnlyList<StoreRecord> Today { get; } =
    [
        Some.Entry(20, "said today", FixtureContent.Talk, isPii: true),
        Some.Turn(21, FixtureContent.Talk, minute: 70),
        Some.Annotation(2, "There is a table at nine.", minute: 71, FixtureContent.Talk) with { IsRemoved = true },
        Some.Opening("new", minute: 70) with { AccountId = "acme", UserId = FixtureContent.User },
        Some.Entry(1, "late for what was erased", FixtureContent.Erased),
    ];

    /// <summary>Fails unless the added records can be read.</summary>
    public static async Task ShouldHaveTodayAsync(IConversationStore store)
    {
        var talk = (await store.ReadAsync(FixtureContent.Talk))!;
        talk.Turns.Should().HaveCount(3);
        talk.Logged.OfType<EntryRecord>().Should().ContainSingle(static entry => entry.Content == "said today");
        talk.Annotations.Should().BeEmpty();
        (await store.ListAsync(new ConversationQuery { UserId = FixtureContent.User }, withPii: true)).Conversations.Should()
            .HaveCount(3, "the user's hash is the same as before");
        (await store.ReadAsync(FixtureContent.Erased)).Should().BeNull("what was erased yesterday stays so");
    }

    /// <summary>Writes existing records again, which must not be stored twice.</summary>
    public static async Task StaysOnceAsync(IConversationStore store)
    {
        var before = (await store.ReadAsync(FixtureContent.Talk))!;
        before.Logged.OfType<EntryRecord>().Should().Contain(static entry => entry.IsPii);

        await store.WriteAsync([.. before.Logged]);
        await store.WriteAsync([.. before.Logged.OfType<EntryRecord>().Select(static entry => entry with { IsPii = !entry.IsPii, Content = "another" })]);

        AnswerText.Difference(AnswerText.Of(before), AnswerText.Of(await store.ReadAsync(FixtureContent.Talk))).Should().BeNull();
        var writing = (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "writing");
        writing.Figures["conflicts"].Should().Be(before.Logged.OfType<EntryRecord>().Count(), "what came again as it was is no conflict");
    }

    /// <summary>Expires its personal data and that of the added records.</summary>
    public static async Task LosesItsPersonalDataAsync(IConversationStore store)
    {
        await store.WriteAsync([Some.ApiResponse("new", after: 20, FixtureContent.Talk) with { IsPii = true }]);
        (await store.ReadAsync(FixtureContent.Talk))!.Logged.Should().Contain(static record => record is ApiResponseRecord).And.HaveCountGreaterThan(2);
        await store.ReleaseHoldAsync(FixtureContent.Held);

        await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(2_000), PersonalDataBefore = Some.At(1_000) }, 100, null);

        (await store.ReadAsync(FixtureContent.Talk))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should()
            .Equal("validated inputs", "CRM upsert failed");
    }

    /// <summary>Adds reads to its access log.</summary>
    /// <param name="store">The store.</param>
    /// <param name="changeFirst">Changes the first row, from the older version, outside the store.</param>
    public static async Task ContinuesTheAccessLogAsync(IConversationStore store, Func<Task> changeFirst)
    {
        await store.WriteAccessAsync([Some.Access("ana") with { Subject = "s1" }]);

        (await store.VerifyAccessAsync()).Should().BeEquivalentTo(new { IsWhole = true, Verified = 2 });
        (await store.ReadAccessAsync(new AccessQuery())).Accesses.Select(static access => access.Subject).Should().Equal("s1", null);
        await changeFirst();
        (await store.VerifyAccessAsync()).FirstBroken.Should().Be(1, "what was there is in the chain");
    }
}
