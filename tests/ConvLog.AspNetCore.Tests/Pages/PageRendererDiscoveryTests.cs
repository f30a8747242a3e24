using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.AspNetCore.Mvc.Razor.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages;

/// <summary>A host that scans the assembly of ConvLog for pages finds none, and its own pages work next to those of ConvLog.</summary>
public sealed class PageRendererDiscoveryTests(StagedPages pages) : IClassFixture<StagedPages>
{
    private static readonly Assembly s_own = typeof(ConvLogConsoleOptions).Assembly;

    [Fact]
    public void No_component_has_a_route_a_layout_or_a_render_mode()
        => s_own.GetTypes().Where(static type => typeof(IComponent).IsAssignableFrom(type))
            .SelectMany(static type => type.GetCustomAttributes(inherit: true))
            .Should().NotContain(static attribute => attribute is RouteAttribute || attribute is LayoutAttribute || attribute is RenderModeAttribute);

    [Fact]
    public void MVC_discovers_nothing_in_the_assembly_even_if_the_host_adds_it()
    {
        var parts = new ServiceCollection().AddMvc().PartManager;
        parts.ApplicationParts.Clear();
        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(s_own).GetApplicationParts(s_own))
        {
            parts.ApplicationParts.Add(part);
        }

        parts.ApplicationParts.Should().NotBeEmpty();
        Found(new ControllerFeature()).Controllers.Should().BeEmpty();
        Found(new ViewComponentFeature()).ViewComponents.Should().BeEmpty();
        Found(new TagHelperFeature()).TagHelpers.Should().BeEmpty();
        Found(new ViewsFeature()).ViewDescriptors.Should().BeEmpty();
        s_own.GetCustomAttributes<RelatedAssemblyAttribute>().Should().BeEmpty();

        T Found<T>(T feature)
        {
            parts.PopulateFeature(feature);
            return feature;
        }
    }

    [Fact]
    public async Task Adding_the_assembly_to_the_host_components_maps_no_further_page()
    {
        await using var with = await StartAsync(static components => components.AddAdditionalAssemblies(s_own));
        await using var without = await StartAsync(static _ => { });

        Patterns(with).Should().Contain(HostOfPages.OwnPage).And.Equal(Patterns(without));
    }

    [Theory]
    [InlineData("/convlog")]
    [InlineData("/")]
    public async Task Pages_and_circuits_of_the_host_work_next_to_the_console(string basePath)
    {
        await using var site = await pages.StartAsync(HostOfPages.AllAtOnce, options => options.BasePath = basePath);

        (await site.GetAsync(HostOfPages.OwnPage)).Body.Should().Contain("A component of the host");
        (await site.GetAsync("/controllers" + HostOfPages.OwnPage)).Body.Should().Be("A controller of the host");
        (await site.PostAsync("/_blazor/negotiate?negotiateVersion=1", [])).Body.Should().Contain("connectionToken");
        var list = await site.GetWithKeyAsync(basePath, Site.PiiKey);
        list.Status.Should().Be(HttpStatusCode.OK);
        list.Body.Should().Contain("conv-42");
    }

    // Regression: the sign-in page was merged into the document of the host.
    [Fact]
    public async Task Blazor_enhanced_navigation_does_not_merge_console_pages_into_host_pages()
    {
        await using var site = await pages.StartAsync(HostOfPages.AllAtOnce);

        await EachCase.HoldsAsync(pages.Plain.Keys, async path =>
        {
            var answer = await site.GetAsync(path, ("Accept", "text/html; blazor-enhanced-nav=on"), ("X-API-KEY", Site.PiiKey));

            answer.Status.Should().Be(HttpStatusCode.NoContent);
            answer.Body.Should().BeEmpty();
            answer.Header("blazor-enhanced-nav").Should().BeNull();
        });
    }

    private Task<Site> StartAsync(Action<RazorComponentsEndpointConventionBuilder> components) => pages.StartAsync(
        new HostOfPages("components", static services => services.AddRazorComponents().AddInteractiveServerComponents(), app =>
        {
            app.UseAntiforgery();
            components(app.MapRazorComponents<OwnApp>().AddInteractiveServerRenderMode());
        }));

    private static IEnumerable<string?> Patterns(Site site)
        => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(static endpoint => endpoint.RoutePattern.RawText);
}
