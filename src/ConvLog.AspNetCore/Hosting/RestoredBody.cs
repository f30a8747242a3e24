namespace ConvLog.AspNetCore.Hosting;

/// <summary>The whole body for the endpoint: first the part that the delegate has read, then the rest from the server.</summary>
/// <param name="prefix">The part that the delegate has read.</param>
internal sealed class RestoredBody(BodyPrefix prefix) : RequestBody
{
    private int _position;

    public override int Read(Span<byte> buffer)
    {
        prefix.Reading?.GetAwaiter().GetResult();
        return prefix.Count > _position ? ReadPrefix(buffer) : Remainder().Read(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // Read before Count: when a read has completed, its data is already in the prefix.
            var reading = prefix.Reading;
            if (prefix.Count > _position)
            {
                return ReadPrefix(buffer.Span);
            }

            if (reading is null)
            {
                return await Remainder().ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }

            // The delegate did not await it, and only one read may be pending.
            await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private int ReadPrefix(Span<byte> buffer)
    {
        int count = prefix.Copy(_position, buffer);
        _position += count;
        return count;
    }

    private Stream Remainder()
    {
        prefix.Release();
        return prefix.Remainder;
    }
}
