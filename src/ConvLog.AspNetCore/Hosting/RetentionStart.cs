using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// Has retention at work from the server's start, and not only from its first conversation. Where <c>AddConvLog</c> is not registered it does nothing.
/// </summary>
internal sealed class RetentionStart(IServiceProvider services) : IHostedService
{
    // Made, it works once the server has started; and making it waits for nothing.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetService<ConversationRetention>();
        return Task.CompletedTask;
    }

    // The container ends it.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
