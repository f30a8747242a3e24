using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>A host with one kind of sign-in. The permissions of its users are in a directory that is read for each request.</summary>
internal sealed class SignInHost : IAsyncDisposable
{
    private const string Audience = "convlog";

    private static readonly (string Name, string Value)[] s_ownPage =
        [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty")];

    private readonly ConcurrentDictionary<string, string[]> _directory = new(StringComparer.Ordinal);
    private readonly TicketStore _tickets = new();
    private readonly SignInKind _kind;
    private readonly bool _isRequired;

    private SignInHost(SignInKind kind, bool isRequired, Issuer issuer) => (_kind, _isRequired, Issuer) = (kind, isRequired, issuer);

    public Site Site { get; private set; } = null!;

    public Issuer Issuer { get; }

    public static async Task<SignInHost> StartAsync(SignInKind kind, bool isRequired)
    {
        var host = new SignInHost(kind, isRequired, await Issuer.StartAsync());
        host.Site = await Site.StartAsync(
            static options =>
            {
                HostedUsers.Set(options);
                (options.SearchesPerMinute, options.ExportsPerMinute) = (1_000, 1_000); // One reader requests everything several times.
            },
            services: host.Add, before: host.Use, log: MatrixSite.AddRule,
            map: app => _ = isRequired ? app.MapConvLog().RequireAuthorization() : app.MapConvLog());
        await MatrixSite.PlayAsync(host.Site);
        return host;
    }

    /// <summary>Signs a user in and returns the headers that their browser or program sends from then on.</summary>
    public async Task<(string Name, string Value)[]> SignInAsync(string subject, params string[] may)
    {
        _directory[subject] = may;
        (string, string)[] claims = [("sub", subject), ("name", "Ada")];
        return _kind switch
        {
            SignInKind.Bearer => WithBearer(claims),
            SignInKind.OpenId => [("Cookie", await Issuer.SignInAsync(Site, claims)), .. s_ownPage],
            SignInKind.Identity => [("Cookie", await IdentityUsers.SignInAsync(Site)), .. s_ownPage],
            _ => [("Cookie", CookieUsers.CookieOf(await Site.PostAsync($"/test/sign-in?subject={subject}", []))!), .. s_ownPage],
        };
    }

    /// <summary>The headers of a program with a token that has these claims. The default lifetime is one hour.</summary>
    public (string Name, string Value)[] WithBearer(IEnumerable<(string Type, string Value)> claims, TimeSpan? lifetime = null)
        => [("Authorization", $"Bearer {Issuer.Token(Audience, claims, lifetime)}")];

    /// <summary>Changes the permissions of a signed-in user.</summary>
    public void Change(string subject, params string[] may) => _directory[subject] = may;

    /// <summary>Removes a user.</summary>
    public void Remove(string subject) => _directory.TryRemove(subject, out _);

    /// <summary>Advances the clock beyond the lifetime of a sign-in and returns the headers sent afterwards.</summary>
    public (string Name, string Value)[] Expire((string Name, string Value)[] sent)
    {
        Site.Clock.Advance(TimeSpan.FromMinutes(21));
        return _kind is SignInKind.Bearer ? WithBearer([("sub", "ada"), ("name", "Ada")], TimeSpan.FromMinutes(-10)) : sent;
    }

    /// <summary>Signs a user out and returns the headers sent afterwards. A browser drops its cookie unless the server stores the ticket.</summary>
    public async Task<(string Name, string Value)[]> SignOutAsync((string Name, string Value)[] sent)
    {
        await Site.PostAsync("/test/sign-out", [], sent);
        return _kind switch
        {
            SignInKind.Bearer => [],
            SignInKind.Ticket => sent,
            _ => s_ownPage,
        };
    }

    /// <summary>The status for an unknown visitor.</summary>
    public int Refusal(RouteRow row)
    {
        bool isChallenge = _isRequired && (row.Kind == RouteKind.Open || (row.Kind == RouteKind.Page && row.Method is "GET"));
        return isChallenge ? _kind is SignInKind.Bearer ? 401 : 302 : row.Kind == RouteKind.Open ? row.Ok : 401;
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private void Add(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddTransient<IClaimsTransformation>(_ => new Directory(_directory));
        var authorization = services.AddAuthorizationBuilder();
        foreach (string word in new[] { "read", "pii", "annotate", "manage" })
        {
            authorization.AddPolicy(word, policy => policy.RequireClaim("may", word));
        }

        if (_kind is SignInKind.Identity)
        {
            IdentityUsers.Add(services);
        }
        else
        {
            AddSchemes(services);
        }
    }

    private void AddSchemes(IServiceCollection services)
    {
        var authentication = services.AddAuthentication(options =>
        {
            options.DefaultScheme = _kind is SignInKind.Bearer ? JwtBearerDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme;
            options.DefaultChallengeScheme = _kind is SignInKind.OpenId ? OpenIdConnectDefaults.AuthenticationScheme : options.DefaultScheme;
        });
        authentication.AddCookie(options =>
        {
            options.ExpireTimeSpan = TimeSpan.FromMinutes(20);
            options.SessionStore = _kind is SignInKind.Ticket ? _tickets : null;
        });
        authentication.AddJwtBearer(options =>
        {
            (options.Authority, options.Audience, options.RequireHttpsMetadata) = (Issuer.Url, Audience, false);
            (options.MapInboundClaims, options.TokenValidationParameters.NameClaimType) = (false, "name");
        });
        if (_kind is SignInKind.OpenId)
        {
            authentication.AddOpenIdConnect(options =>
            {
                (options.Authority, options.ClientId, options.RequireHttpsMetadata) = (Issuer.Url, "support-app", false);
                (options.ResponseType, options.MapInboundClaims) = ("code", false);
            });
        }
    }

    private void Use(WebApplication app)
    {
        HostedUsers.Use(app);
        app.MapPost("/test/sign-in", static (HttpContext context, string subject) => context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            new ClaimsPrincipal(new ClaimsIdentity([new("sub", subject), new("name", "Ada")], "password", "name", "role"))));
        app.MapPost("/test/sign-out", (HttpContext context) => _kind is SignInKind.Bearer ? Task.CompletedTask : context.SignOutAsync());
        if (_kind is SignInKind.Identity)
        {
            IdentityUsers.Use(app);
        }

        app.MapGet("/test/challenge", static (HttpContext context) => context.ChallengeAsync());
    }

    private sealed class Directory(ConcurrentDictionary<string, string[]> people) : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            var signedIn = (ClaimsIdentity)principal.Identity!;
            string? subject = (principal.FindFirst("sub") ?? principal.FindFirst(ClaimTypes.NameIdentifier))?.Value;
            var may = people.GetValueOrDefault(subject ?? "", []).Select(static word => new Claim("may", word));
            var identity = new ClaimsIdentity(
                [.. principal.Claims, .. may], signedIn.AuthenticationType, signedIn.NameClaimType, signedIn.RoleClaimType);
            return Task.FromResult(new ClaimsPrincipal(identity));
        }
    }
}
