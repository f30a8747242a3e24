using ConvLog.AspNetCore.Hosting;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>The part of a body that a delegate reads is buffered within its limit and read again by the endpoint.</summary>
public sealed class BodyPrefixTests
{
    [Fact]
    public async Task A_body_of_100_MB_uses_no_more_memory_than_the_limit()
    {
        var body = new LongBody(100_000_000);
        var prefix = new BodyPrefix(body, limit: 65_536, onRead: null);
        await using var read = new DelegateBody(prefix, allowsSynchronousReads: false);
        (await read.Invoking(read => read.CopyToAsync(Stream.Null)).Should().ThrowAsync<IOException>()).WithMessage("*65536 bytes*MaximumBodySize*");

        (body.Taken, prefix.Count).Should().Be((65_537, 65_537), "one byte more says that it is longer");
        prefix.Close();
        (await CountAsync(new RestoredBody(prefix))).Should().Be(100_000_000);
        prefix.Count.Should().Be(0, "what was read again is let go of");
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    [InlineData(4_096, 4_096)]
    [InlineData(4_097, 4_096)]
    [InlineData(1, 0)]
    public async Task A_body_at_the_limit_is_read_and_one_byte_more_is_refused(int length, int limit)
    {
        var prefix = new BodyPrefix(new LongBody(length), limit, onRead: null);
        await using var read = new DelegateBody(prefix, allowsSynchronousReads: false);
        var reading = CountAsync(read);
        if (length > limit)
        {
            await reading.Invoking(static reading => reading).Should().ThrowAsync<IOException>();
        }
        else
        {
            (await reading).Should().Be(length);
        }

        prefix.Close();
        (await CountAsync(new RestoredBody(prefix))).Should().Be(length);
    }

    [Fact]
    public async Task A_read_abandoned_by_the_delegate_is_completed_for_the_endpoint()
    {
        var body = new LongBody(10) { Gate = new TaskCompletionSource() };
        var prefix = new BodyPrefix(body, limit: 100, onRead: null);
        await using var left = new DelegateBody(prefix, allowsSynchronousReads: false);
        using var stop = new CancellationTokenSource();
        var reading = left.ReadAsync(new byte[4], stop.Token).AsTask();
        await stop.CancelAsync();
        await reading.Invoking(static reading => reading).Should().ThrowAsync<OperationCanceledException>();
        prefix.Close();
        var whole = CountAsync(new RestoredBody(prefix));
        await left.Invoking(static left => left.ReadAsync(new byte[4]).AsTask()).Should().ThrowAsync<ObjectDisposedException>();
        body.Gate.SetResult();

        (await whole).Should().Be(10);
        body.MostAtOnce.Should().Be(1, "a server allows one read at a time");
    }

    [Fact]
    public async Task An_endpoint_can_cancel_waiting_for_an_abandoned_read_and_read_later()
    {
        var body = new LongBody(10) { Gate = new TaskCompletionSource() };
        var prefix = new BodyPrefix(body, limit: 100, onRead: null);
        await using var left = new DelegateBody(prefix, allowsSynchronousReads: false);
        _ = left.ReadAsync(new byte[4]);
        prefix.Close();
        await using var restored = new RestoredBody(prefix);
        await restored.Invoking(static restored => restored.ReadAsync(new byte[4], new CancellationToken(canceled: true)).AsTask()).Should()
            .ThrowAsync<OperationCanceledException>();
        body.Gate.SetResult();

        (await CountAsync(restored)).Should().Be(10);
    }

    [Fact]
    public async Task A_read_into_an_empty_buffer_waits_for_data_and_consumes_nothing()
    {
        var prefix = new BodyPrefix(new LongBody(3), limit: 100, onRead: null);
        await using var read = new DelegateBody(prefix, allowsSynchronousReads: false);
        (await read.ReadAsync(Memory<byte>.Empty)).Should().Be(0);
        prefix.Count.Should().Be(3);
        prefix.Close();
        await using var restored = new RestoredBody(prefix);
        (await restored.ReadAsync(Memory<byte>.Empty)).Should().Be(0);

        (await CountAsync(restored)).Should().Be(3);
    }

    [Fact]
    public async Task Synchronous_reads_work_if_the_server_allows_them()
    {
        var prefix = new BodyPrefix(new LongBody(5_000), limit: 10_000, onRead: null);
        await using var read = new DelegateBody(prefix, allowsSynchronousReads: true);
        read.ReadByte().Should().Be(1);
        prefix.Close();
        await using var restored = new RestoredBody(prefix);
        using var whole = new MemoryStream();
        restored.CopyTo(whole);

        whole.Length.Should().Be(5_000);
    }

    private static async Task<long> CountAsync(Stream stream)
    {
        long count = 0;
        byte[] buffer = new byte[3_000];
        while (await stream.ReadAsync(buffer) is > 0 and int read)
        {
            buffer.AsSpan(0, read).IndexOfAnyExcept((byte)1).Should().Be(-1);
            count += read;
        }

        return count;
    }

    /// <summary>A body of ones that counts the bytes read.</summary>
    private sealed class LongBody(int length) : RequestBody
    {
        private int _atOnce;

        public long Taken { get; private set; }

        public int MostAtOnce { get; private set; }

        public TaskCompletionSource? Gate { get; init; }

        public override int Read(Span<byte> buffer)
        {
            int count = (int)Math.Min(buffer.Length, length - Taken);
            buffer[..count].Fill(1);
            Taken += count;
            return count;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
            await (Gate?.Task ?? Task.CompletedTask);
            int count = Read(buffer.Span);
            Interlocked.Decrement(ref _atOnce);
            return count;
        }
    }
}
