namespace ConvLog.StoreContract;

/// <summary>The access log is a hash chain: it verifies after concurrent writes and after expiry.</summary>
public abstract class AccessChainContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly string s_nothing = new('0', 64);

    [Fact]
    public async Task An_empty_access_log_is_intact()
    {
        var found = await Store.VerifyAccessAsync();

        found.Should().BeEquivalentTo(
            new { IsWhole = true, Verified = 0, Head = new AccessChainHead(0, s_nothing), Beginning = new AccessChainHead(0, s_nothing) });
        found.Reason.Should().BeNull();
    }

    [Fact]
    public async Task Each_read_gives_the_chain_a_new_head_hash()
    {
        var heads = new List<AccessChainHead>();
        for (int i = 1; i <= 3; i++)
        {
            await Store.WriteAccessAsync([Some.Access()]);
            heads.Add((await WholeAsync(verified: i)).Head!);
        }

        heads.Select(static head => head.Number).Should().Equal(1, 2, 3);
        heads.Select(static head => head.Hash).Should().OnlyHaveUniqueItems("the reads are the same, and what they follow is not");
    }

    // Stored hashes are never recomputed: another format needs its own schema version.
    [Fact]
    public async Task The_hash_format_matches_existing_stores()
    {
        await Store.WriteAccessAsync(
            [Some.Access() with { Subject = "248289761001", Reason = "ticket é😀" }, Some.Access(conversation: null, minute: 1) with { Reason = "" }]);

        (await WholeAsync(verified: 2)).Head.Should().Be(new AccessChainHead(2, "084056e998222e6cc5e33601e8e1aaeb67293afff161896cde1fc0273c458bb5"));
    }

    [Fact]
    public async Task The_hash_depends_on_the_field_of_a_text_and_on_whether_it_is_null()
    {
        AccessRecord[] reads =
        [
            Some.Access("ab"), Some.Access("a") with { Subject = "b" }, Some.Access("") with { Subject = "ab" }, Some.Access("ab") with { Subject = "" },
                Some.Access("ab") with { Reason = "" }, Some.Access("ab") with { UserPseudonym = "" }, Some.Access("") with { UserPseudonym = "ab" },
            Some.Access("ab", conversation: null), Some.Access("ab", conversation: null) with { Kind = AccessKind.Users }, Some.Access("ab", minute: 1),
        ];
        var heads = new HashSet<AccessChainHead>();
        foreach (var read in reads)
        {
            await using var another = await OpenAnotherAsync();
            await another.Store.WriteAccessAsync([read]);
            heads.Add((await another.Store.VerifyAccessAsync()).Head!);
        }

        heads.Should().HaveCount(reads.Length);
    }

    [Fact]
    public async Task Concurrently_written_reads_form_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            await Store.WriteAccessAsync([.. Enumerable.Range(0, i % 4).Select(n => Some.Access($"r{i}", minute: n))]);
        })));

        (await WholeAsync(verified: 60)).Head!.Number.Should().Be(60);
    }

    [Fact]
    public async Task The_chain_is_verified_in_parts_while_reads_are_written_and_expire()
    {
        await Store.WriteAccessAsync([.. Enumerable.Range(0, 2_500).Select(static i => Some.Access(minute: i))]);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (int i = 2_500; !stop.IsCancellationRequested; i++)
            {
                await Store.WriteAccessAsync([Some.Access(minute: i)]);
                await Store.ApplyRetentionAsync(new RetentionCut { At = Some.At(100_000), AccessBefore = Some.At((i - 2_500) * 40) }, 1_000);
            }
        });
        for (int i = 0; i < 10; i++)
        {
            var found = await Store.VerifyAccessAsync();
            found.Reason.Should().BeNull();
        }

        await stop.CancelAsync();
        await writing;
        (await Store.VerifyAccessAsync()).IsWhole.Should().BeTrue();
    }

    [Fact]
    public async Task An_erasure_does_not_change_the_chain()
    {
        await WriteAsync(Some.Opening("erased") with { UserId = "jane" }, Some.Entry(1, conversation: "erased", isPii: true));
        await Store.WriteAccessAsync([Some.Access(conversation: "erased"), Some.Access()]);
        var head = (await WholeAsync(verified: 2)).Head;

        await EraseAsync("erased");
        await EraseUserAsync("jane");

        (await WholeAsync(verified: 2)).Head.Should().Be(head);
    }

    [Fact]
    public async Task A_saved_head_is_recognized_until_its_read_expires()
    {
        await Store.WriteAccessAsync([.. Enumerable.Range(0, 5).Select(static i => Some.Access(minute: i))]);
        var noted = (await Store.VerifyAccessAsync()).Head!;
        await Store.WriteAccessAsync([Some.Access(minute: 5)]);
        (await Store.VerifyAccessAsync(noted)).Should().BeEquivalentTo(new { IsWhole = true, HasNotedHead = true, Verified = 6 });

        await RunAsync(new RetentionCut { At = Some.At(100), AccessBefore = Some.At(5) });
        (await Store.VerifyAccessAsync(noted)).Should()
            .BeEquivalentTo(new { IsWhole = true, HasNotedHead = true, Verified = 1 }, "the chain begins right behind it");

        await RunAsync(new RetentionCut { At = Some.At(100), AccessBefore = Some.At(6) });
        (await Store.VerifyAccessAsync(noted)).Should().BeEquivalentTo(new { IsWhole = true, HasNotedHead = (bool?)null, Verified = 0 });
    }

    [Fact]
    public async Task A_saved_head_reveals_a_recomputed_or_truncated_chain()
    {
        await Store.WriteAccessAsync([.. Enumerable.Range(0, 5).Select(static i => Some.Access(minute: i))]);
        var head = (await Store.VerifyAccessAsync()).Head!;

        (await Store.VerifyAccessAsync(head with { Hash = new string('a', 64) })).Should()
            .BeEquivalentTo(new { IsWhole = false, HasNotedHead = false, FirstBroken = 5 });
        (await Store.VerifyAccessAsync(head with { Number = 3 })).Should().BeEquivalentTo(new { IsWhole = false, HasNotedHead = false, FirstBroken = 3 });
        (await Store.VerifyAccessAsync(head with { Number = 8 })).Should().BeEquivalentTo(new { IsWhole = false, HasNotedHead = false, FirstBroken = 6 });
    }

    private async Task<AccessVerification> WholeAsync(long verified)
    {
        var found = await Store.VerifyAccessAsync();
        found.Reason.Should().BeNull();
        found.Verified.Should().Be(verified);
        return found;
    }
}
