using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// Starts retention with the server, not only with its first conversation. Does nothing without <c>AddConvLog</c>.
/// </summary>
internal sealed class RetentionStart(IServiceProvider services) : IHostedService
{
    // Once created, it runs when the server has started. Creating it does not block.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetService<ConversationRetention>();
        return Task.CompletedTask;
    }

    // The service is disposed by the container.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
