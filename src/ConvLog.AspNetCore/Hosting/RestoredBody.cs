namespace ConvLog.AspNetCore.Hosting;

/// <summary>The whole body for the endpoint: first what the delegate has read, then the rest, as the server has it.</summary>
/// <param name="prefix">What the delegate has read.</param>
internal sealed class RestoredBody(BodyPrefix prefix) : RequestBody
{
    private int _position;

    public override int Read(Span<byte> buffer)
    {
        prefix.Reading?.GetAwaiter().GetResult();
        return prefix.Count > _position ? Take(buffer) : Rest().Read(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // Asked first: what a read brings is in the prefix once it has ended.
            var reading = prefix.Reading;
            if (prefix.Count > _position)
            {
                return Take(buffer.Span);
            }

            if (reading is null)
            {
                return await Rest().ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }

            // The delegate did not wait for it, and only one may be under way at a time.
            await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private int Take(Span<byte> buffer)
    {
        int count = prefix.Copy(_position, buffer);
        _position += count;
        return count;
    }

    private Stream Rest()
    {
        prefix.Release();
        return prefix.Rest;
    }
}
