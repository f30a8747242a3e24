using ConvLog.AspNetCore.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Api.Live;

/// <summary>Limits the number of open streams, per reader and in all, and ends them when the host stops. Thread-safe.</summary>
internal sealed class LiveStreams(ConvLogConsoleOptions options, IHostApplicationLifetime lifetime)
{
    private const int RetryAfter = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byReader = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Canceled when the host begins to stop: it waits for open requests, and a stream would not end on its own.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>The number of open streams.</summary>
    public int Count => Volatile.Read(ref _all);

    /// <summary>Counts a new stream.</summary>
    /// <exception cref="ApiProblemException">The limit is reached.</exception>
    public void Enter(Visitor visitor)
    {
        lock (_gate)
        {
            int own = _byReader.GetValueOrDefault(visitor.CountedAs);
            if (own >= options.LiveStreamsPerReader)
            {
                throw TooMany("You have");
            }

            if (_all >= options.LiveStreams)
            {
                throw TooMany("All readers together have");
            }

            _byReader[visitor.CountedAs] = own + 1;
            _all++;
        }
    }

    /// <summary>Counts a stream that has ended.</summary>
    public void Remove(Visitor visitor)
    {
        lock (_gate)
        {
            _all--;
            if (--_byReader[visitor.CountedAs] == 0)
            {
                _byReader.Remove(visitor.CountedAs);
            }
        }
    }

    private static ApiProblemException TooMany(string who)
        => new(StatusCodes.Status429TooManyRequests, "Too many requests",
            $"{who} reached the maximum number of open live streams. Close one, or try again later.") { RetryAfter = RetryAfter };
}
