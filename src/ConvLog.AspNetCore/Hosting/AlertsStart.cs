using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>Starts the evaluation of alerts with the server. Does nothing without <c>AddConvLog</c>.</summary>
internal sealed class AlertsStart(IServiceProvider services, ServerStart server) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        server.RunWhenStarted(() => services.GetService<ConversationAlerts>()?.Start());
        return Task.CompletedTask;
    }

    // The service is disposed by the container.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
