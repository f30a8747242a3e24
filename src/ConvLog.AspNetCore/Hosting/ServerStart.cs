using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// When the host's server has started: from then on, what reads and writes the store by itself may. A tool that builds and even starts the host to read its
/// endpoints, as the build does for OpenAPI documents, never gets there.
/// </summary>
internal sealed class ServerStart
{
    // The program that the build runs an app in (https://learn.microsoft.com/aspnet/core/fundamentals/openapi/aspnetcore-openapi).
    private const string DocumentTool = "GetDocument.Insider";

    private readonly TaskCompletionSource _started = new();

    /// <param name="lifetime">The host; null where there is none, which counts as started.</param>
    public ServerStart(IHostApplicationLifetime? lifetime)
        : this(lifetime, Assembly.GetEntryAssembly()?.GetName().Name)
    {
    }

    internal ServerStart(IHostApplicationLifetime? lifetime, string? program)
    {
        if (lifetime is null)
        {
            _started.SetResult();
        }
        else if (!string.Equals(program, DocumentTool, StringComparison.Ordinal))
        {
            lifetime.ApplicationStarted.Register(_started.SetResult);
        }
    }

    /// <summary>Does it when the server has started, or now if it has.</summary>
    public void Then(Action action)
    {
        if (_started.Task.IsCompleted)
        {
            action();
        }
        else
        {
            _ = _started.Task.ContinueWith(_ => action(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
