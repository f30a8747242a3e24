using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Tests;

public sealed class ConvLogConsoleServiceCollectionExtensionsTests
{
    [Fact]
    public void No_host_service_is_replaced_or_removed_and_only_routing_services_are_added()
    {
        ServiceCollection services = [];
        HostOfPages.AllAtOnce.Services(services);
        services.AddHttpClient();
        ServiceDescriptor[] before = [.. services];

        services.AddConvLog();
        services.AddConvLogConsole(static options => options.AlertWebhook = "https://hooks.example/alerts");

        services.Take(before.Length).Should().Equal(before);
        Foreign(services.Skip(before.Length)).Should().BeEmpty();
    }

    [Fact]
    public void An_empty_host_gets_only_routing_options_and_logging()
    {
        ServiceCollection plain = [];
        plain.AddRouting().AddLogging().AddOptions();
        ServiceCollection services = [];

        services.AddConvLog();
        services.AddConvLogConsole();

        Foreign(services).Except(plain.Select(static service => service.ServiceType)).Should().BeEmpty();
    }

    // Hosted services and options are added to those of the host.
    private static IEnumerable<Type> Foreign(IEnumerable<ServiceDescriptor> services) => services
        .Where(static service => !IsOwn(service.ServiceType) && service.ServiceType != typeof(IHostedService)
            && !(service.ServiceType.IsGenericType && service.ServiceType.Namespace is "Microsoft.Extensions.Options"))
        .Select(static service => service.ServiceType);

    private static bool IsOwn(Type type) => type.Assembly.GetName().Name!.StartsWith("ConvLog", StringComparison.Ordinal);
}
