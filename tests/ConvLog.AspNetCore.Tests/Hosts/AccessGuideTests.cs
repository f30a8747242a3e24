using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using ConvLog.Records;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ConvLog.AspNetCore.Tests.Hosts;

/// <summary>Runs the code of docs/access.md and docs/sign-in.md as quoted. The issuer is in this process.</summary>
public sealed class AccessGuideTests
{
    private const string Issuer = "https://login.example";

    private static readonly SymmetricSecurityKey s_key = new("the-key-of-the-issuer-0123456789-abcdef"u8.ToArray()) { KeyId = "1" };

    [Theory]
    [InlineData("access.md", 3)]
    [InlineData("sign-in.md", 2)]
    public void Every_code_block_of_the_guides_runs_in_these_tests(string page, int count)
    {
        string run = Trimmed("tests", "ConvLog.AspNetCore.Tests", "Hosts", "AccessGuideTests.cs");
        var blocks = Trimmed("docs", page).Split("```csharp\n").Skip(1).Select(static text => text.Split("```")[0])
            .Select(static block => string.Concat(block.Split('\n').SkipWhile(static line => line.StartsWith("using ", StringComparison.Ordinal))
            .Select(static line => line + "\n"))).ToList();

        blocks.Should().HaveCount(count);
        foreach (string block in blocks)
        {
            run.Should().Contain(block.TrimEnd());
        }
    }

    [Fact]
    public async Task Cookie_roles_control_reading_and_access_to_personal_data()
    {
        await using var app = await StartAsync(static builder => WithCookie(builder), static app => app.MapPost("/test/login",
            static (HttpContext context, string role) => context.SignInAsync(
                new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "Ada"), new(ClaimTypes.Role, role)], "Cookies")))));

        (await SendAsync(app, "/convlog")).Headers.Location!.PathAndQuery.Should().StartWith("/login?ReturnUrl=");
        (await SendAsync(app, "/convlog/v1/conversations")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        string support = await BodyAsync(app, "/convlog", await LoginAsync("support"));
        support.Should().Contain("<bdi>Ada</bdi>").And.Contain("Personal data hidden").And.Contain("href=\"/logout\">Sign out</a>");
        (await BodyAsync(app, "/convlog", await LoginAsync("supervisor"))).Should().Contain("Can view personal data");
        var refused = await SendAsync(app, "/convlog", ("Cookie", await LoginAsync("sales")));
        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).Should().Contain("policy \"logs\" of this app, which requires the role support");

        async Task<string> LoginAsync(string role)
        {
            using var client = app.GetTestClient();
            return CookiesOf(await client.PostAsync($"/test/login?role={role}", content: null));
        }
    }

    [Fact]
    public async Task A_user_of_an_OpenID_provider_is_redirected_to_it_and_displayed_by_name()
    {
        using var tokens = new TokenEndpoint();
        await using var app = await StartAsync(static builder => WithOpenIdConnect(builder), services: services => services.Configure<OpenIdConnectOptions>(
            OpenIdConnectDefaults.AuthenticationScheme, options =>
            {
                options.Configuration = new OpenIdConnectConfiguration
                {
                    Issuer = Issuer, AuthorizationEndpoint = $"{Issuer}/authorize", TokenEndpoint = $"{Issuer}/token", SigningKeys = { s_key },
                };
                options.BackchannelHttpHandler = tokens;
            }));
        (await SendAsync(app, "/convlog/v1/conversations")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        var led = await SendAsync(app, "/convlog");
        var asked = QueryHelpers.ParseQuery(led.Headers.Location!.Query);
        led.Headers.Location.AbsoluteUri.Should().StartWith($"{Issuer}/authorize?");
        tokens.IdToken = TokenOf("support-app", ("sub", "248"), ("name", "Ada Lovelace"), ("roles", "support"), ("nonce", asked["nonce"].ToString()));
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Add("Cookie", CookiesOf(led));
        var back = await client.PostAsync("/signin-oidc", new FormUrlEncodedContent([new("code", "1"), new("state", asked["state"].ToString())]));

        back.Headers.Location!.OriginalString.Should().EndWith("/convlog");
        (await BodyAsync(app, "/convlog", CookiesOf(back))).Should().Contain("<bdi>Ada Lovelace</bdi>");
    }

    [Fact]
    public async Task A_token_of_the_issuer_with_the_role_opens_the_API_to_a_program()
    {
        await using var app = await StartAsync(static builder => WithBearer(builder), services: static services => services.Configure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            static options =>
            {
                var issuer = new OpenIdConnectConfiguration { Issuer = Issuer };
                issuer.SigningKeys.Add(s_key);
                options.Configuration = issuer;
            }));

        (await StatusAsync("convlog", ("azp", "reports"), ("roles", "logs"))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync("convlog", ("azp", "reports"), ("roles", "orders"))).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync("another-app", ("azp", "reports"), ("roles", "logs"))).Should().Be(HttpStatusCode.Unauthorized);
        (await SendAsync(app, "/convlog/v1/conversations")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        async Task<HttpStatusCode> StatusAsync(string audience, params (string, string)[] claims)
            => (await SendAsync(app, "/convlog/v1/conversations", ("Authorization", $"Bearer {TokenOf(audience, claims)}"))).StatusCode;
    }

    [Fact]
    public async Task A_key_opens_the_API_to_a_program_and_the_console_to_a_person_with_its_permissions()
    {
        await using var app = await StartAsync(
            static builder =>
            {
                builder.Configuration["Keys:Reports"] = Site.ReaderKey;
                builder.Configuration["Keys:Ada"] = ApiKeys.Generate();
                builder.Configuration["Keys:Bo"] = Site.PiiKey;
                WithKeys(builder);
            },
            isRequired: false);

        (await SendAsync(app, "/convlog/v1/conversations", ("X-API-KEY", Site.ReaderKey))).StatusCode.Should().Be(HttpStatusCode.OK);
        using var client = app.GetTestClient();
        using var signedIn = await client.PostAsync("/convlog/sign-in", new FormUrlEncodedContent([new("key", Site.PiiKey)]));
        (await BodyAsync(app, "/convlog", CookiesOf(signedIn))).Should().Contain("<bdi>Bo</bdi>").And.Contain("Can view personal data");
        (await SendAsync(app, "/convlog/v1/access-log", ("X-API-KEY", Site.PiiKey))).StatusCode
            .Should().Be(HttpStatusCode.Forbidden, "its scope is one account, and the access log is of all");
    }

    private static void WithCookie(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options => options.LoginPath = "/login");
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("logs", policy => policy.RequireRole("support", "supervisor"))
            .AddPolicy("personal data", policy => policy.RequireRole("supervisor"));
        builder.Services.AddConvLogConsole(options =>
        {
            options.ReadPolicy = "logs";
            options.ReadPiiPolicy = "personal data";
            options.AnnotatePolicy = "logs";
            options.SignOutPath = "/logout";
        });
    }

    private static void WithOpenIdConnect(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(options =>
        {
            options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
        }).AddCookie().AddOpenIdConnect(options =>
        {
            options.Authority = "https://login.example";
            options.ClientId = "support-app";
            options.ClientSecret = builder.Configuration["OpenIdConnect:Secret"];
            options.ResponseType = "code";
            options.MapInboundClaims = false;
            options.TokenValidationParameters.RoleClaimType = "roles";
        });
        builder.Services.AddAuthorizationBuilder().AddPolicy("logs", policy => policy.RequireRole("support"));
        builder.Services.AddConvLogConsole(options =>
        {
            options.ReadPolicy = "logs";
            options.NameClaim = "name";
        });
    }

    private static void WithBearer(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Authority = "https://login.example";
            options.Audience = "convlog";
            options.MapInboundClaims = false;
        });
        builder.Services.AddAuthorizationBuilder().AddPolicy("logs", policy => policy
            .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
            .RequireClaim("roles", "logs"));
        builder.Services.AddConvLogConsole(options => options.ReadPolicy = "logs");
    }

    private static void WithKeys(WebApplicationBuilder builder)
    {
        builder.Services.AddConvLogConsole(options =>
        {
            options.ApiKeys.Add(builder.Configuration["Keys:Reports"]!, "Reports");
            options.ApiKeys.Add(builder.Configuration["Keys:Ada"]!, "Ada", ConvLogPermissions.Read | ConvLogPermissions.Annotate);
            options.ApiKeys.Add(builder.Configuration["Keys:Bo"]!, "Bo", ConvLogPermissions.All, new ConversationScope { AccountIds = ["acme"] });
        });
    }

    private static void Use(WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapConvLog().RequireAuthorization();
    }

    private static async Task<WebApplication> StartAsync(
        Action<WebApplicationBuilder> add, Action<WebApplication>? map = null, Action<IServiceCollection>? services = null, bool isRequired = true)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseTestServer();
        builder.Logging.CollectOnly();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddConvLog();
        add(builder);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        if (isRequired)
        {
            Use(app);
        }
        else
        {
            app.MapConvLog();
        }

        map?.Invoke(app);
        await app.StartAsync();
        return app;
    }

    private static async Task<HttpResponseMessage> SendAsync(WebApplication app, string path, params (string Name, string Value)[] headers)
    {
        using var client = app.GetTestClient();
        foreach (var (name, value) in headers)
        {
            client.DefaultRequestHeaders.Add(name, value);
        }

        return await client.GetAsync(path);
    }

    private static async Task<string> BodyAsync(WebApplication app, string path, string cookies)
        => await (await SendAsync(app, path, ("Cookie", cookies))).Content.ReadAsStringAsync();

    private static string CookiesOf(HttpResponseMessage answer)
        => string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(static cookie => cookie.Split(';')[0])
            .Where(static cookie => !cookie.EndsWith('=')));

    private static string TokenOf(string audience, params (string Type, string Value)[] claims) => new JsonWebTokenHandler().CreateToken(
        new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            Subject = new ClaimsIdentity(claims.Select(static claim => new Claim(claim.Type, claim.Value))),
            SigningCredentials = new SigningCredentials(s_key, SecurityAlgorithms.HmacSha256),
        });

    private static string Trimmed(params string[] path)
        => string.Concat(File.ReadAllText(Checkout.PathOf(path)).Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0)
            .Select(static line => line + "\n"));

    private sealed class TokenEndpoint : HttpMessageHandler
    {
        public string IdToken { get; set; } = "";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage
            {
                Content = JsonContent.Create(new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["id_token"] = IdToken, ["access_token"] = "1", ["token_type"] = "Bearer",
                }),
            });
    }
}
