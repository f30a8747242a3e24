using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ConvLog.AspNetCore.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>Services that a host registers neither affect pages nor are created for them.</summary>
public sealed class PageRendererServicesTests(StagedPages pages) : IClassFixture<StagedPages>
{
    [Fact]
    public void The_minimal_host_renders_pages()
        => pages.Plain.Values.Count(static answer => answer is { Status: HttpStatusCode.OK } && answer.Body.Contains("</html>")).Should().BeGreaterThan(15);

    [Fact]
    public async Task Services_that_throw_when_they_are_created_are_never_created()
        => await ShouldAnswerAlikeAsync("throwing services", static services =>
        {
            // Without MVC, whose routing requires its encoders.
            services.AddRazorComponents().AddInteractiveServerComponents();
            foreach (var type in services.Select(static service => service.ServiceType).Where(IsOfRendering).Distinct().ToList())
            {
                services.Replace(ServiceDescriptor.Transient(type, _ => throw new InvalidOperationException($"{type} was created")));
            }

            services.AddTransient<IComponentActivator>(static _ => throw new InvalidOperationException("the activator was created"));
            services.AddTransient<HtmlEncoder>(static _ => throw new InvalidOperationException("the encoder was created"));
            services.AddTransient<JavaScriptEncoder>(static _ => throw new InvalidOperationException("the encoder was created"));
            services.AddCascadingValue<object>(static _ => throw new InvalidOperationException("the cascading value was created"));
        });

    [Fact]
    public async Task Rendering_services_of_the_host_do_not_change_pages()
        => await ShouldAnswerAlikeAsync("other services", static services =>
        {
            services.AddSingleton<NavigationManager, FixedNavigation>();
            services.AddSingleton<IComponentActivator, EmptyActivator>();
            services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
            services.AddSingleton(JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            services.AddCascadingValue<ConsolePage?>((Func<IServiceProvider, ConsolePage?>)(static _ => null));
            services.AddCascadingValue(static _ => "a text");
            services.AddCascadingValue<object>(static _ => 42);
        });

    [Fact]
    public async Task Components_do_not_log_to_the_host()
    {
        var log = new RenderingLog();
        await using var site = await pages.StartAsync(new HostOfPages("logging",
            services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)), static _ => { }));

        await pages.ShouldAnswerAlikeAsync(site);

        log.Categories.Should().NotBeEmpty().And.NotContain(static category => category.StartsWith("Microsoft.AspNetCore.Components"));
    }

    [Fact]
    public async Task No_page_resolves_a_rendering_service_from_the_host_container()
    {
        var asked = new List<Type>();
        await using var site = await pages.StartAsync(new HostOfPages("asked", static _ => { }, app => app.Use((context, next) =>
        {
            context.RequestServices = new RecordingServices(context.RequestServices, asked);
            return next(context);
        })));

        await pages.ShouldAnswerAlikeAsync(site);

        asked.Where(IsOfRendering).Should().BeEmpty();
    }

    [Fact]
    public async Task The_request_culture_does_not_change_pages()
    {
        var hostile = (CultureInfo)CultureInfo.GetCultureInfo("fa-IR").Clone();
        hostile.NumberFormat.NegativeSign = "minus";
        hostile.NumberFormat.NumberDecimalSeparator = "point";
        hostile.NumberFormat.NumberGroupSeparator = "group";
        hostile.DateTimeFormat.DateSeparator = "date";
        hostile.DateTimeFormat.TimeSeparator = "time";
        await using var site = await pages.StartAsync(new HostOfPages("another culture", static _ => { },
            app =>
            {
                app.UseRequestLocalization(options => options.DefaultRequestCulture = new RequestCulture(hostile));
                app.MapGet("/number", static () => (-1.5).ToString(provider: null));
            }));

        (await site.GetAsync("/number")).Body.Should().Be("minus1point5");
        await pages.ShouldAnswerAlikeAsync(site);
    }

    private async Task ShouldAnswerAlikeAsync(string name, Action<IServiceCollection> services)
    {
        await using var site = await pages.StartAsync(new HostOfPages(name, services, static _ => { }));
        await pages.ShouldAnswerAlikeAsync(site);
    }

    private static bool IsOfRendering(Type type)
        => (type.Namespace!.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal)
            || type.Namespace.StartsWith("System.Text.Encodings.Web", StringComparison.Ordinal)
            || type.Namespace.StartsWith("Microsoft.JSInterop", StringComparison.Ordinal)) && !type.IsGenericTypeDefinition;

    private sealed class FixedNavigation : NavigationManager
    {
        public FixedNavigation() => Initialize("https://evil.example/", "https://evil.example/elsewhere");
    }

    private sealed class EmptyActivator : IComponentActivator
    {
        public IComponent CreateInstance(Type componentType) => new Empty();
    }

    private sealed class Empty : ComponentBase
    {
        public override Task SetParametersAsync(ParameterView parameters) => Task.CompletedTask;

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, "another component");
    }

    private sealed class RecordingServices(IServiceProvider services, List<Type> asked) : IServiceProvider
    {
        public object? GetService(Type serviceType)
        {
            asked.Add(serviceType);
            return services.GetService(serviceType);
        }
    }

    private sealed class RenderingLog : ILoggerProvider
    {
        private readonly HashSet<string> _categories = new(StringComparer.Ordinal);

        public IReadOnlyCollection<string> Categories => _categories;

        public ILogger CreateLogger(string categoryName)
        {
            _categories.Add(categoryName);
            return Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        }

        public void Dispose()
        {
        }
    }
}
