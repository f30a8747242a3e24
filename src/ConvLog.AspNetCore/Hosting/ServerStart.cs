using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// Reports when the host's server has started. Only then may background work access the store. A tool that builds and even starts the host to read its
/// endpoints, as the build does for OpenAPI documents, never gets that far.
/// </summary>
internal sealed class ServerStart
{
    // The program in which the build runs an app (https://learn.microsoft.com/aspnet/core/fundamentals/openapi/aspnetcore-openapi).
    private const string DocumentTool = "GetDocument.Insider";

    private readonly TaskCompletionSource _started = new();

    /// <param name="lifetime">The host; null if there is none, which counts as started.</param>
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

    /// <summary>Runs an action when the server has started, or immediately if it already has.</summary>
    public void RunWhenStarted(Action action)
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
