namespace ConvLog.StoreContract;

/// <summary>Reads expire in the order of the chain, so that the remaining ones form a chain that starts after them.</summary>
public abstract class AccessExpiryContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly RetentionCut s_cut = new() { At = Some.At(1_000), AccessBefore = Some.At(100) };

    [Fact]
    public async Task After_expiry_the_chain_is_intact_and_starts_after_the_last_expired_read()
    {
        await NoteAsync(1, 2, 3, 100, 101);
        var before = (await Store.VerifyAccessAsync()).Head;

        (await ExpireAsync()).Should().Be(3);

        (await Store.VerifyAccessAsync()).Should().BeEquivalentTo(new { IsWhole = true, Verified = 2, Head = before, Beginning = new { Number = 3 } });
        await NoteAsync(102);
        (await Store.VerifyAccessAsync()).Should().BeEquivalentTo(new { IsWhole = true, Verified = 3, Head = new { Number = 6 } });
    }

    [Fact]
    public async Task A_fully_expired_log_is_intact_and_can_be_continued()
    {
        await NoteAsync(1, 2, 3);
        (await ExpireAsync()).Should().Be(3);
        var found = await Store.VerifyAccessAsync();
        found.Should().BeEquivalentTo(new { IsWhole = true, Verified = 0 });
        found.Beginning.Should().Be(found.Head);

        await NoteAsync(200);
        (await Store.VerifyAccessAsync()).Should().BeEquivalentTo(new { IsWhole = true, Verified = 1, Head = new { Number = 4 } });
    }

    [Fact]
    public async Task A_read_written_after_a_later_one_expires_with_it()
    {
        await NoteAsync(1, 105, 2, 106);

        (await ExpireAsync()).Should().Be(1);
        (await LeftAsync()).Should().Equal(105, 2, 106);
        (await ExpireAsync(s_cut with { AccessBefore = Some.At(106) })).Should().Be(2);

        (await LeftAsync()).Should().Equal(106);
        (await Store.VerifyAccessAsync()).IsWhole.Should().BeTrue();
    }

    // A host's clock may have been years ahead for an hour.
    [Fact]
    public async Task A_read_dated_in_the_future_does_not_block_the_expiry_of_others()
    {
        await NoteAsync(1, 500_000, 500_001, 2, 500_002, 200, 500_003);

        (await ExpireAsync()).Should().Be(4);

        (await LeftAsync()).Should().Equal([500_002, 200, 500_003], "nothing behind them has expired");
        (await Store.VerifyAccessAsync()).IsWhole.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1_000)]
    public async Task A_preview_counts_expiring_reads_for_any_batch_size(int batchSize)
    {
        await NoteAsync(500_000, 1, 2, 500_001, 3, 4, 100, 5);
        (await Store.PreviewRetentionAsync(s_cut)).Accesses.Should().Be(6);

        (await RunAsync(s_cut, batchSize)).Accesses.Should().Be(6);

        (await Store.PreviewRetentionAsync(s_cut)).Accesses.Should().Be(0);
        (await LeftAsync()).Should().Equal(100, 5);
        (await Store.VerifyAccessAsync()).IsWhole.Should().BeTrue();
    }

    private async Task NoteAsync(params double[] minutes) => await Store.WriteAccessAsync([.. minutes.Select(static minute => Some.Access(minute: minute))]);

    private async Task<long> ExpireAsync(RetentionCut? cut = null)
    {
        cut ??= s_cut;
        long counted = (await Store.PreviewRetentionAsync(cut)).Accesses;
        long gone = (await RunAsync(cut)).Accesses;
        gone.Should().Be(counted, "the preview says so");
        return gone;
    }

    // In order of writing.
    private async Task<IEnumerable<double>> LeftAsync()
        => (await Store.ReadAccessAsync(new AccessQuery())).Accesses.Reverse().Select(static access => (access.At - Some.At(0)).TotalMinutes);
}
