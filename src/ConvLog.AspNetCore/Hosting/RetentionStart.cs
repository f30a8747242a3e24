using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// Starts retention with the server, instead of with its first conversation. Does nothing if <c>AddConvLog</c> is not registered.
/// </summary>
internal sealed class RetentionStart(IServiceProvider services) : IHostedService
{
    // Once created, it works as soon as the server has started; creating it does not block.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetService<ConversationRetention>();
        return Task.CompletedTask;
    }

    // The container stops it.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
