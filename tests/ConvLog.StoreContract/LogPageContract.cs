namespace ConvLog.StoreContract;

/// <summary>A log read in pages: each record once, in the order of the whole log, and only what the query requests.</summary>
public abstract class LogPageContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    // Two writers, with facts before, between and after entries, and personal records among them.
    private static readonly StoreRecord[] s_records =
    [
        Some.Opening(),
        Some.Turn(1),
        Some.Call(1, turn: 1),
        Some.Metric("before all"),
        Some.Entry(1, level: EntryLevel.Warning) with { TurnId = Some.TurnId(1) },
        Some.Entry(2, isPii: true) with { TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1) },
        Some.ApiResponse("visible", after: 2) with { TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1) },
        Some.ApiResponse("personal", after: 2) with { IsPii = true },
        Some.StateChange("s", after: 2) with { TurnId = Some.TurnId(1) },
        Some.Entry(4, level: EntryLevel.Error) with { FunctionEventId = Some.CallId(1) },
        Some.Opening(writer: 2),
        Some.ApiResponse("of the second", writer: 2),
        Some.Entry(1, writer: 2, level: EntryLevel.Warning, isPii: true),
        Some.Entry(2, writer: 2) with { TurnId = "unknown" },
        Some.Metric("before all", value: 2, after: 2, writer: 2) with { WriteOnce = true },
    ];

    [Fact]
    public async Task Paging_a_log_to_its_end_returns_each_entry_once()
    {
        await WriteAsync(s_records);
        foreach (bool withPii in (bool[])[true, false])
        {
            var whole = (await ReadAsync()).Logged.Where(record => withPii || record is not (EntryRecord { IsPii: true } or ApiResponseRecord { IsPii: true }))
                .ToList();
            whole.Should().HaveCount(withPii ? 11 : 8);

            await EachCase.HoldsAsync<int>([1, 2, 3, 8, 10, 11, 12, 10_000], async limit =>
            {
                var walked = await WalkAsync(new LogQuery(Some.Conversation) { WithPii = withPii, Limit = limit });
                AnswerText.Difference(AnswerText.Of(whole), AnswerText.Of(walked)).Should().BeNull();
            });
        }
    }

    [Fact]
    public async Task A_log_page_is_filtered_by_function_event_turn_and_level()
    {
        await WriteAsync(s_records);
        var logged = (await ReadAsync()).Logged;

        async Task HoldsAsync(LogQuery query, Func<ScopedRecord, bool> filter)
        {
            var expected = logged.Where(filter).ToList();
            expected.Should().NotBeEmpty();
            AnswerText.Difference(AnswerText.Of(expected), AnswerText.Of(await WalkAsync(query with { WithPii = true, Limit = 1 }))).Should()
                .BeNull("{0}", query);
            AnswerText.Difference(AnswerText.Of(expected), AnswerText.Of((await Store.ReadLogAsync(query with { WithPii = true })).Logged)).Should()
                .BeNull("{0}", query);
        }

        var all = new LogQuery(Some.Conversation);
        await HoldsAsync(all with { FunctionEventId = Some.CallId(1) },
            static record => string.Equals(record.FunctionEventId, Some.CallId(1), StringComparison.Ordinal));
        await HoldsAsync(all with { TurnId = Some.TurnId(1) }, static record => string.Equals(record.TurnId, Some.TurnId(1), StringComparison.Ordinal));
        await HoldsAsync(all with { TurnId = "unknown" }, static record => string.Equals(record.TurnId, "unknown", StringComparison.Ordinal));
        await HoldsAsync(all with { TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1) },
            static record => record.TurnId is not null && record.FunctionEventId is not null);
        await HoldsAsync(all with { Level = EntryLevel.Warning }, static record => record is EntryRecord { Level: EntryLevel.Warning });
        await HoldsAsync(all with { Level = EntryLevel.Info, TurnId = Some.TurnId(1) },
            static record => record is EntryRecord { Level: EntryLevel.Info, TurnId: not "unknown" } and not EntryRecord { TurnId: null });
        (await Store.ReadLogAsync(all with { FunctionEventId = "nobody's" })).Logged.Should().BeEmpty();
        (await Store.ReadLogAsync(all with { Level = EntryLevel.Warning })).Logged.Should().ContainSingle("the other warning is personal");
    }

    [Fact]
    public async Task A_log_page_has_a_next_cursor_only_if_visible_entries_follow()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1), Some.Entry(2), Some.Entry(3, isPii: true), Some.ApiResponse(after: 3) with { IsPii = true });
        var query = new LogQuery(Some.Conversation) { Limit = 2 };

        (await Store.ReadLogAsync(query)).Next.Should().BeNull();
        (await Store.ReadLogAsync(query with { WithPii = true })).Next.Should().NotBeNull();
        (await Store.ReadLogAsync(query with { Limit = 1 })).Next.Should().NotBeNull();
    }

    [Fact]
    public async Task Paging_a_log_includes_entries_written_in_the_meantime()
    {
        await WriteAsync(Some.Opening(), Some.Entry(1, "1"), Some.Entry(2, "2"), Some.Entry(3, "3"));
        var query = new LogQuery(Some.Conversation) { Limit = 2 };
        var first = await Store.ReadLogAsync(query);

        await WriteAsync(Some.Entry(4, "4"), Some.Opening(writer: 2), Some.Entry(1, "5", writer: 2));

        (await WalkAsync(query with { After = first.Next })).Cast<EntryRecord>().Select(static entry => entry.Content).Should().Equal("3", "4", "5");
    }

    private async Task<List<ScopedRecord>> WalkAsync(LogQuery query)
    {
        var walked = new List<ScopedRecord>();
        while (true)
        {
            var page = await Store.ReadLogAsync(query);
            page.Logged.Count.Should().BeLessThanOrEqualTo(query.Limit);
            walked.AddRange(page.Logged);
            if (page.Next is null)
            {
                return walked;
            }

            page.Logged.Should().HaveCount(query.Limit, "a part before the last is full");
            query = query with { After = page.Next };
        }
    }
}
