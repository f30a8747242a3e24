using ConvLog.AspNetCore.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Api.Live;

/// <summary>Counts the open streams, per reader and in total, and ends them with the host. Safe to use from any thread.</summary>
internal sealed class LiveStreams(ConvLogConsoleOptions options, IHostApplicationLifetime lifetime)
{
    private const int RetryAfter = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byReader = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Canceled when the host is about to stop: it waits for requests, and a stream does not end otherwise.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>The number of open streams.</summary>
    public int Count => Volatile.Read(ref _all);

    /// <summary>Adds a stream.</summary>
    /// <exception cref="ApiProblemException">The maximum is reached.</exception>
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

    /// <summary>Removes a stream.</summary>
    public void Leave(Visitor visitor)
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
