namespace ConvLog.StoreContract;

/// <summary>The latest hundred retention runs are stored.</summary>
public abstract class RetentionRunContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task A_run_is_stored_with_all_its_details()
    {
        var run = Run(1) with
        {
            Cut = new RetentionCut { At = Some.At(1), ConversationsBefore = Some.At(-9.5), PersonalDataBefore = Some.At(-8).AddTicks(1),
                AccessBefore = Some.At(-7), KeepAnnotated = true },
            StartedBy = "ana é😀",
            State = RetentionRunState.Failed,
            EndedAt = Some.At(2).AddTicks(3),
            Conversations = 4,
            Entries = long.MaxValue,
            PersonalData = 6,
            Accesses = 7,
            KeptHeld = 8,
            KeptAnnotated = 9,
            Retries = 10,
            Message = "disk \"full\"",
        };

        await Store.SaveRetentionRunAsync(run);

        (await Store.ReadRetentionRunsAsync(1)).Should().Equal(run);
    }

    [Fact]
    public async Task Writing_the_same_run_again_replaces_it()
    {
        await Store.SaveRetentionRunAsync(Run(1));
        await Store.SaveRetentionRunAsync(Run(2));
        var done = Run(1) with { State = RetentionRunState.Completed, EndedAt = Some.At(9), Conversations = 3 };

        await Store.SaveRetentionRunAsync(done);

        (await Store.ReadRetentionRunsAsync(10)).Should().Equal(Run(2), done);
    }

    [Fact]
    public async Task The_latest_hundred_runs_are_kept_newest_first()
    {
        foreach (int number in Enumerable.Range(1, 103).Reverse().Chunk(2).SelectMany(static pair => pair.AsEnumerable().Reverse()))
        {
            await Store.SaveRetentionRunAsync(Run(number));
        }

        (await Store.ReadRetentionRunsAsync(1_000)).Select(static run => run.StartedAt).Should()
            .Equal(Enumerable.Range(4, 100).Reverse().Select(static number => Some.At(number)));
        (await Store.ReadRetentionRunsAsync(2)).Should().Equal(Run(103), Run(102));
    }

    [Fact]
    public async Task Without_a_run_the_list_of_runs_is_empty() => (await Store.ReadRetentionRunsAsync(10)).Should().BeEmpty();

    private static RetentionRun Run(int number)
        => new() { Id = Some.Id($"run {number}"), Cut = new RetentionCut { At = Some.At(number) }, State = RetentionRunState.Running,
            StartedAt = Some.At(number) };
}
