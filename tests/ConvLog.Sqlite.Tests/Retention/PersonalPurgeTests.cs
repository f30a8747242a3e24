using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Differential;
using Given = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Retention;

public sealed class PersonalPurgeTests
{
    [Fact]
    public async Task A_purged_conversation_with_all_kinds_of_data_equals_its_visible_part()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Full.Records(Full.Conversation())]);
        var before = (await file.Store.ReadAsync(Given.Conversation))!;

        var done = await file.RunAsync(RetentionFile.Personal(1_000));

        done.PersonalData.Should().Be(1);
        var after = (await file.Store.ReadAsync(Given.Conversation))!;
        AnswerText.Of(after).Should().Be(AnswerText.Of(VisiblePartOf(before, RetentionFile.Now)));
        AnswerText.Of(await file.Store.ReadSummaryAsync(Given.Conversation)).Should().Be(AnswerText.Of(after.Summary));
        (await file.Store.CheckHealthAsync()).Parts.Should()
            .OnlyContain(part => part.Status == ConvLog.Storage.StoreHealthStatus.Healthy, "nothing that is gone counts as damage");
    }

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public async Task Any_purged_conversation_equals_its_visible_part_and_leaves_no_personal_rows(PrivacyClass utterances)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            using var file = new RetentionFile(new SqliteStoreOptions { IndexText = false, Privacy = new PrivacyOptions { Utterances = utterances } });
            var records = Enumerable.Range(seed * 1_000, 250).Select(AnyRecord.Of).ToList();
            await file.Store.WriteAdmittedAsync(records);
            var before = await ReadAsync(file);

            var done = await file.RunAsync(RetentionFile.Personal(100_000), batchSize: 2);

            done.PersonalData.Should().Be(before.Count);
            foreach (var (id, stored) in before)
            {
                var after = await file.Store.ReadAsync(id);
                AnswerText.Difference(AnswerText.Of(after), AnswerText.Of(VisiblePartOf(stored, RetentionFile.Now, utterances == PrivacyClass.Personal)))
                    .Should().BeNull();
            }

            file.Look(NothingPersonalIsLeft);
            file.Look(Statistics.RecountedStatistics.ShouldBeKept);
            (await file.Store.CheckHealthAsync()).Parts.Should().OnlyContain(part => part.Status == ConvLog.Storage.StoreHealthStatus.Healthy);
        }
    }

    [Fact]
    public async Task A_purged_conversation_that_is_written_to_again_is_purged_again()
    {
        using var file = new RetentionFile();
        await file.WriteAsync(Given.Opening() with { UserId = "anna", FromNumber = "+1" }, Given.Entry(1, "secret", isPii: true), Given.Entry(2, "seen"));
        await file.RunAsync(RetentionFile.Personal(1_000, at: Given.At(2_000)));

        // It continues: the same opening again with all its values, and another entry, at a time with visible activity.
        await file.WriteAsync(
            Given.Opening() with { UserId = "anna", FromNumber = "+1", Revision = 2, ClosedAt = Given.At(3_000) },
            Given.Entry(3, "secret", isPii: true) with { Timestamp = Given.At(3_000) });
        var between = (await file.Store.ReadAsync(Given.Conversation))!;
        between.Summary.Conversation.UserId.Should().Be("anna");
        between.Summary.All.Entries.Should().Be(2);
        between.Summary.PiiPurgedAt.Should().Be(Given.At(2_000));

        var done = await file.RunAsync(RetentionFile.Personal(4_000, at: Given.At(5_000)));

        done.PersonalData.Should().Be(1);
        var after = (await file.Store.ReadAsync(Given.Conversation))!;
        after.Summary.PiiPurgedAt.Should().Be(Given.At(5_000));
        after.Summary.Conversation.UserId.Should().Be(after.Summary.UserPseudonym);
        after.Logged.Should().ContainSingle();
        file.Look(NothingPersonalIsLeft);
        (await file.RunAsync(RetentionFile.Personal(4_000, at: Given.At(6_000)))).PersonalData.Should().Be(0, "nothing happened since");
        (await file.Store.ReadSummaryAsync(Given.Conversation))!.PiiPurgedAt.Should().Be(Given.At(5_000));
    }

    [Fact]
    public async Task Personal_data_written_without_visible_activity_is_purged_without_trace()
    {
        using var file = new RetentionFile();
        await file.WriteAsync(Given.Opening(), Given.Entry(1, "seen"));
        await file.RunAsync(RetentionFile.Personal(1_000, at: Given.At(2_000)));
        await file.WriteAsync(Given.Entry(2, "secret", isPii: true) with { Timestamp = Given.At(3_000) });

        var done = await file.RunAsync(RetentionFile.Personal(1_000, at: Given.At(4_000)));

        done.PersonalData.Should().Be(0, "nobody without the permission knows of it");
        (await file.Store.ReadSummaryAsync(Given.Conversation))!.PiiPurgedAt.Should().Be(Given.At(2_000));
        file.Look(NothingPersonalIsLeft);
    }

    [Fact]
    public async Task A_user_is_forgotten_with_their_last_personal_data_and_old_records_keep_the_pseudonym()
    {
        using var file = new RetentionFile();
        await file.WriteAsync(Given.Opening("a") with { UserId = "anna" }, Given.Opening("b", minute: 50) with { UserId = "anna" });
        string pseudonym = (await file.Store.ReadSummaryAsync("a"))!.UserPseudonym!;

        await file.RunAsync(RetentionFile.Personal(10));
        file.Number("SELECT count(*) FROM user WHERE hash IS NOT NULL").Should().Be(1, "b has personal data of anna");
        await file.WriteAsync(Given.Opening("c", minute: 60) with { UserId = "anna" });
        (await file.Store.ReadSummaryAsync("c"))!.UserPseudonym.Should().Be(pseudonym);

        await file.RunAsync(RetentionFile.Personal(100));
        file.Number("SELECT count(*) FROM user WHERE hash IS NOT NULL").Should().Be(0);
        await file.WriteAsync(Given.Opening("d", minute: 200) with { UserId = "anna" });
        (await file.Store.ReadSummaryAsync("d"))!.UserPseudonym.Should().NotBe(pseudonym);
        (await file.Store.ReadSummaryAsync("a"))!.UserPseudonym.Should().Be(pseudonym);
        (await file.Store.ReadSummaryAsync("a"))!.Conversation.UserId.Should().Be(pseudonym);
    }

    [Fact]
    public async Task A_later_opening_without_a_user_keeps_the_pseudonym_of_a_purged_conversation()
    {
        using var file = new RetentionFile();
        await file.WriteAsync(Given.Opening() with { UserId = "anna", FromNumber = "+1" });
        string pseudonym = (await file.Store.ReadSummaryAsync(Given.Conversation))!.UserPseudonym!;
        await file.RunAsync(RetentionFile.Personal(10));

        await file.WriteAsync(Given.Opening(writer: 2, minute: 20), Given.Turn(1, minute: 20) with { UserInput = "hello" });

        var summary = (await file.Store.ReadSummaryAsync(Given.Conversation))!;
        summary.UserPseudonym.Should().Be(pseudonym);
        summary.Conversation.UserId.Should().Be(pseudonym);
        summary.Conversation.FromNumber.Should().Be("REDACTED");
        file.Number("SELECT count(*) FROM user").Should().Be(1, "a pseudonym is no user of its own");
    }

    [Fact]
    public async Task A_masked_title_remains_masked_when_the_purged_conversation_continues()
    {
        using var file = new RetentionFile();
        await file.WriteAsync(Given.Opening(), Given.Turn(1) with { UserInput = new MaskedText("I am Anna", "I am …") });
        await file.RunAsync(RetentionFile.Personal(10));
        (await file.Store.ReadSummaryAsync(Given.Conversation))!.Title.Should().Be(new MaskedText("I am …", "I am …"));

        await file.WriteAsync(Given.Turn(2, minute: 20) with { UserInput = "hello" });

        (await file.Store.ReadSummaryAsync(Given.Conversation))!.Title.Should().Be(new MaskedText("I am …", "I am …"));
    }

    [Fact]
    public async Task Every_process_discards_the_cached_key_of_a_purged_conversation()
    {
        using var file = new RetentionFile();
        var other = file.Open();
        await other.WriteAsync([Given.Opening() with { UserId = "anna" }, Given.Entry(1, "secret", isPii: true)]);
        await file.RunAsync(RetentionFile.Personal(10));

        await other.WriteAsync([Given.Entry(2, "another", isPii: true) with { Timestamp = Given.At(20) }]);

        var entry = (await file.Store.ReadAsync(Given.Conversation))!.Logged.Should().ContainSingle().Subject;
        ((EntryRecord)entry).Content.Should().Be("another", "it was kept under a key that is there");
        file.Number("SELECT count(*) FROM lost_key").Should().Be(0);
    }

    private static void NothingPersonalIsLeft(Session session)
    {
        session.Number("SELECT count(*) FROM pii JOIN conversation c ON c.listed IS NOT NULL WHERE pii.kind = 0 AND pii.ref = c.no").Should().Be(0);
        session.Number("SELECT count(*) FROM pii").Should().Be(0);
        session.Number("SELECT count(*) FROM pii_block").Should().Be(0);
        session.Number("SELECT count(*) FROM entry WHERE kind >= 4").Should().Be(0);
        session.Number("SELECT count(*) FROM fact WHERE kind BETWEEN 4 AND 7").Should().Be(0);
        session.Number("SELECT count(*) FROM subject").Should().Be(0);
        session.Number("SELECT count(*) FROM user WHERE hash IS NOT NULL").Should().Be(0);
        session.Number("SELECT count(*) FROM conversation WHERE key IS NOT NULL").Should().Be(0);
        session.Number("SELECT count(*) FROM lost_key").Should().Be(0);
        session.Number(
            "SELECT count(*) FROM conversation WHERE listed IS NOT NULL AND (a_entries <> v_entries OR a_last <> v_last OR a_errors <> v_errors OR a_duration "
            + "<> v_duration)").Should().Be(0);
    }

    private static async Task<Dictionary<string, StoredConversation>> ReadAsync(RetentionFile file)
    {
        var all = new Dictionary<string, StoredConversation>(StringComparer.Ordinal);
        foreach (string id in Vocabulary.Conversations)
        {
            if (await file.Store.ReadAsync(id) is { } stored)
            {
                all[id] = stored;
            }
        }

        return all;
    }

    private static StoredConversation VisiblePartOf(StoredConversation stored, DateTimeOffset purgedAt, bool utterancesArePersonal = false)
    {
        var (logged, messages) = ReadFacts.Of(
            stored.Logged.Concat(stored.ModelMessages).Select(record => VisiblePart.Of(record, null, utterancesArePersonal)).OfType<ScopedRecord>());
        return VisiblePartOf(stored, purgedAt, utterancesArePersonal, logged, messages);
    }

    private static StoredConversation VisiblePartOf(
        StoredConversation stored, DateTimeOffset purgedAt, bool utterancesArePersonal, List<ScopedRecord> logged, List<ModelMessageRecord> messages)
        => stored with
    {
        Summary = stored.Summary with
        {
            Conversation = VisiblePart.Of(stored.Summary.Conversation, stored.Summary.UserPseudonym),
            Users = [.. stored.Summary.Users.Select(static user => user with { UserId = null })],
            Title = VisiblePart.Of(stored.Summary.Title, utterancesArePersonal),
            All = stored.Summary.Visible,
            PiiPurgedAt = purgedAt,
        },
        Turns = [.. stored.Turns.Select(turn => VisiblePart.Of(turn, utterancesArePersonal))],
        FunctionEvents = [.. stored.FunctionEvents.Select(VisiblePart.Of)],
        Logged = logged,
        ModelMessages = messages,
        Feedback = [.. stored.Feedback.Select(VisiblePart.Of)],
        Annotations = [.. stored.Annotations.Select(VisiblePart.Of)],
        Notes = [.. stored.Notes.Select(VisiblePart.Of)],
        Scores = [.. stored.Scores.Select(VisiblePart.Of)],
        Labels = stored.Labels,
        Assignment = stored.Assignment,
        DeadLetters = [.. stored.DeadLetters.Select(VisiblePart.Of)],
    };
}
