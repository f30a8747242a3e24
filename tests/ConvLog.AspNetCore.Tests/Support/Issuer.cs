using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A minimal OpenID provider on loopback: discovery, keys, and the authorization code flow.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly Dictionary<string, string> _idTokens = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private Issuer(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public static async Task<Issuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.CollectOnly();
        var app = builder.Build();
        var issuer = new Issuer(app);
        app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["issuer"] = issuer.Url,
            ["authorization_endpoint"] = $"{issuer.Url}/authorize",
            ["token_endpoint"] = $"{issuer.Url}/token",
            ["jwks_uri"] = $"{issuer.Url}/keys",
        });
        app.MapGet("/keys", () => Results.Text(issuer.Keys(), "application/json"));
        app.MapPost("/token", async (HttpRequest request) => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id_token"] = issuer._idTokens[(await request.ReadFormAsync())["code"].ToString()],
            ["access_token"] = "1",
            ["token_type"] = "Bearer",
        });
        await app.StartAsync();
        issuer.Url = app.Urls.Single();
        return issuer;
    }

    /// <summary>Creates a signed token.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="lifetime">The lifetime. A negative one gives an expired token.</param>
    public string Token(string audience, IEnumerable<(string Type, string Value)> claims, TimeSpan? lifetime = null)
    {
        var end = TimeProvider.System.GetUtcNow().UtcDateTime + (lifetime ?? TimeSpan.FromHours(1));
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Url,
            Audience = audience,
            Subject = new ClaimsIdentity(claims.Select(static claim => new Claim(claim.Type, claim.Value))),
            IssuedAt = end - TimeSpan.FromHours(2),
            NotBefore = end - TimeSpan.FromHours(2),
            Expires = end,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_key) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>Signs a user in at a site that redirected them to this issuer, as a browser would.</summary>
    /// <returns>The cookies that the site set.</returns>
    public async Task<string> SignInAsync(Site site, IEnumerable<(string Type, string Value)> claims)
    {
        var led = await site.GetAsync("/test/challenge");
        var asked = QueryHelpers.ParseQuery(new Uri(led.Header("Location")!).Query);
        string code = Guid.NewGuid().ToString("N");
        _idTokens[code] = Token(asked["client_id"].ToString(), claims.Append(("nonce", asked["nonce"].ToString())));
        var back = await site.PostAsync("/signin-oidc", [("code", code), ("state", asked["state"].ToString())], ("Cookie", CookieUsers.CookiesOf(led)));
        return CookieUsers.CookiesOf(back);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private string Keys()
    {
        var parameters = _key.ExportParameters(includePrivateParameters: false);
        return $$"""
            {"keys":[{"kty":"RSA","use":"sig","kid":"1","n":"{{Base64UrlEncoder.Encode(parameters.Modulus)}}","e":"{{Base64UrlEncoder.Encode(parameters.Exponent)}}"}]}
            """;
    }
}
