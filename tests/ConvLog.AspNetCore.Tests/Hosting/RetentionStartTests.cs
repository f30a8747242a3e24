using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Tests.Hosting;

public sealed class RetentionStartTests
{
    [Fact]
    public async Task Retention_runs_from_host_start_before_any_conversation_is_opened_or_read()
    {
        var clock = new ManualClock();
        var left = new RetentionRun
        {
            Id = Guid.NewGuid(),
            Cut = new RetentionCut { At = clock.GetUtcNow() },
            StartedBy = "ana",
            State = RetentionRunState.Running,
            StartedAt = clock.GetUtcNow(),
        };
        var store = new InMemoryConversationStore();
        await store.SaveRetentionRunAsync(left);
        await using var site = await Site.StartAsync(services: services => services.Replace(ServiceDescriptor.Singleton<IConversationStore>(store)));

        for (var state = RetentionRunState.Running; state == RetentionRunState.Running; state = (await store.ReadRetentionRunsAsync(1))[0].State)
        {
            await Task.Yield();
        }

        (await store.ReadRetentionRunsAsync(1))[0].Should().Match<RetentionRun>(run => run.Id == left.Id && run.State == RetentionRunState.Completed);
    }

    [Fact]
    public async Task Registering_the_console_twice_starts_retention_once_and_works_without_AddConvLog()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddConvLogConsole();
        builder.Services.AddConvLogConsole();
        builder.Services.Count(static service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name is "RetentionStart").Should()
            .Be(1);

        await using var app = builder.Build();
        await app.StartAsync();
        await app.StopAsync();
    }
}
