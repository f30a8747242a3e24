namespace ConvLog.StoreContract;

/// <summary>Reads of personal data are recorded, listed newest first, and expire by their own period.</summary>
public abstract class AccessLogContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task A_read_is_stored_with_all_its_details()
    {
        AccessRecord[] all =
        [
            Some.Access() with { Reason = "ticket \"7\" é😀", Reader = "Ana, DPO", Subject = "248289761001" },
            Some.Access(minute: 1) with { Kind = AccessKind.List },
            Some.Access(minute: 2) with { Kind = AccessKind.Log, Reason = "" },
            Some.Access(conversation: null, minute: 3),
            Some.Access(conversation: null, minute: 4) with { Kind = AccessKind.Users, UserPseudonym = "user-7" },
        ];

        await Store.WriteAccessAsync(all);

        (await Store.ReadAccessAsync(new AccessQuery())).Should().BeEquivalentTo(new AccessPage
        {
            Accesses = [.. all.AsEnumerable().Reverse()],
        }, static options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task The_read_written_last_is_first_whatever_its_time()
    {
        await Store.WriteAccessAsync([Some.Access("first", minute: 9), Some.Access("second", minute: 1)]);
        await Store.WriteAccessAsync([]);
        await Store.WriteAccessAsync([Some.Access("third", minute: 5)]);

        (await ReadersAsync(new AccessQuery())).Should().Equal("third", "second", "first");
    }

    [Fact]
    public async Task The_access_log_can_be_paged_while_reads_are_written()
    {
        await Store.WriteAccessAsync([.. Enumerable.Range(1, 7).Select(static i => Some.Access($"r{i}", i % 2 == 0 ? "even" : "odd"))]);
        var seen = new List<string>();
        var query = new AccessQuery { Limit = 2 };
        do
        {
            var page = await Store.ReadAccessAsync(query);
            page.Accesses.Count.Should().BeLessThanOrEqualTo(2);
            seen.AddRange(page.Accesses.Select(static access => access.Reader));
            query = query with { Before = page.Next };
            await Store.WriteAccessAsync([Some.Access("later")]);
        }
        while (query.Before is not null);

        seen.Should().Equal("r7", "r6", "r5", "r4", "r3", "r2", "r1");
        (await Store.ReadAccessAsync(new AccessQuery { Limit = 3, ConversationId = "even" })).Next.Should().BeNull("there are no more than three");
    }

    [Fact]
    public async Task The_access_log_is_filtered_by_conversation_reader_and_time()
    {
        await Store.WriteAccessAsync([Some.Access("ana", "a", 1), Some.Access("ben", "a", 2), Some.Access("ana", "b", 3), Some.Access("ana", null, 4)]);

        (await TimesAsync(new AccessQuery { ConversationId = "a" })).Should().Equal(Some.At(2), Some.At(1));
        (await TimesAsync(new AccessQuery { Reader = "ana" })).Should().Equal(Some.At(4), Some.At(3), Some.At(1));
        (await TimesAsync(new AccessQuery { Reader = "ana", ConversationId = "a" })).Should().Equal(Some.At(1));
        (await TimesAsync(new AccessQuery { From = Some.At(2), To = Some.At(4) })).Should().Equal(Some.At(3), Some.At(2));
        (await TimesAsync(new AccessQuery { From = Some.At(2).ToOffset(TimeSpan.FromHours(5)), To = Some.At(3).ToOffset(TimeSpan.FromHours(-5)) })).Should()
            .Equal(Some.At(2));
        (await TimesAsync(new AccessQuery { Reader = "Ana" })).Should().BeEmpty();
        (await TimesAsync(new AccessQuery { ConversationId = "" })).Should().BeEmpty();
    }

    [Fact]
    public async Task Readers_with_the_same_name_are_distinguished_by_their_subjects()
    {
        await Store.WriteAccessAsync(
            [Some.Access("Ana", minute: 1) with { Subject = "s1" }, Some.Access("Ana", minute: 2) with { Subject = "s2" }, Some.Access("Ana", minute: 3)]);

        (await Store.ReadAccessAsync(new AccessQuery { Reader = "Ana" })).Accesses.Select(static access => access.Subject).Should().Equal(null, "s2", "s1");
        (await TimesAsync(new AccessQuery { Subject = "s1" })).Should().Equal(Some.At(1));
        (await TimesAsync(new AccessQuery { Subject = "s2", Reader = "Ana", ConversationId = Some.Conversation })).Should().Equal(Some.At(2));
        (await TimesAsync(new AccessQuery { Subject = "Ana" })).Should().BeEmpty("before it was recorded nobody had a subject");
    }

    [Fact]
    public async Task Access_records_expire_by_their_own_period_and_one_exactly_at_the_cutoff_is_kept()
    {
        await WriteAsync(Some.Opening());
        await Store.WriteAccessAsync(
            [Some.Access("old", minute: -5_000), Some.Access("before") with { At = Some.At(10).AddTicks(-1) }, Some.Access("at", minute: 10),
            Some.Access("after", minute: 11)]);
        var cut = new RetentionCut { At = Some.At(1_000), AccessBefore = Some.At(10) };

        (await RunAsync(cut, batchSize: 1)).Should().Be(new RetentionBatch { Accesses = 2 });

        (await ReadersAsync(new AccessQuery())).Should().Equal("after", "at");
        (await ListAsync(new ConversationQuery())).Should().ContainSingle();
    }

    [Fact]
    public async Task Access_records_survive_their_conversation()
    {
        await WriteAsync(Some.Opening("erased"), Some.Opening("expired"));
        await Store.WriteAccessAsync([Some.Access(conversation: "erased"), Some.Access(conversation: "expired")]);

        await EraseAsync("erased");
        await RunAsync(new RetentionCut { At = Some.At(1_000), ConversationsBefore = Some.At(100), PersonalDataBefore = Some.At(100) });

        (await Store.ReadAccessAsync(new AccessQuery())).Accesses.Select(static access => access.ConversationId).Should().Equal("expired", "erased");
    }

    private async Task<IEnumerable<string>> ReadersAsync(AccessQuery query)
        => (await Store.ReadAccessAsync(query)).Accesses.Select(static access => access.Reader);

    private async Task<IEnumerable<DateTimeOffset>> TimesAsync(AccessQuery query)
        => (await Store.ReadAccessAsync(query)).Accesses.Select(static access => access.At);
}
