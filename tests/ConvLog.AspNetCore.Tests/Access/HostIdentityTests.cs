using System.Security.Claims;
using ConvLog.AspNetCore.Access;

namespace ConvLog.AspNetCore.Tests.Access;

public sealed class HostIdentityTests
{
    [Theory]
    [InlineData("sub=248,name=Ada Lovelace,preferred_username=ada@example.org", "248", "Ada Lovelace")] // OpenID Connect with the handler's defaults.
    [InlineData("sub=248,preferred_username=ada", "248", "ada")]
    [InlineData("sub=248,preferred_username=ada@example.org", "248", "ada")]
    [InlineData("sub=248,name=@ada", "248", "@ada")]
    [InlineData("sub=248,name=Ada @ work", "248", "Ada @ work")]
    [InlineData("sub=ada@example.org", "ada@example.org", "ada")]
    [InlineData("sub=248", "248", "248")]
    [InlineData("azp=importer", "importer", "importer")] // A token that an application got for itself.
    [InlineData("client_id=importer,azp=backend", "backend", "backend")]
    [InlineData("sub= ,name=Ada", null, "Ada")]
    [InlineData("may=read", null, null)]
    public void A_user_is_identified_by_subject_and_displayed_by_name(string claims, string? id, string? name)
    {
        var identity = new HostIdentity(new ConvLogConsoleOptions());
        var user = UserOf(claims, nameType: null);

        identity.IdOf(user).Should().Be(id);
        identity.NameOf(user).Should().Be(name);
    }

    [Fact]
    public void A_configured_name_claim_precedes_the_usual_ones()
        => new HostIdentity(new ConvLogConsoleOptions()).NameOf(UserOf("sub=1,name=Ada Lovelace,nickname=ada", "nickname")).Should().Be("ada");

    [Fact]
    public void The_full_name_precedes_a_user_name_that_may_be_an_email_address()
        => new HostIdentity(new ConvLogConsoleOptions()).NameOf(UserOf($"sub=1,name=Ada,{ClaimTypes.Name}=ada@example.org", nameType: null)).Should().Be("Ada");

    [Fact]
    public void All_readers_see_an_email_address_only_if_the_host_chose_its_claim()
    {
        var user = UserOf($"{ClaimTypes.NameIdentifier}=7f3a,{ClaimTypes.Name}=ada.l@example.org,{ClaimTypes.Email}=ada.l@example.org", nameType: null);

        new HostIdentity(new ConvLogConsoleOptions()).NameOf(user).Should().Be("ada.l", "ASP.NET Core Identity has an address as the name of a user");
        new HostIdentity(new ConvLogConsoleOptions { NameClaim = ClaimTypes.Email }).NameOf(user).Should().Be("ada.l@example.org");
        new HostIdentity(new ConvLogConsoleOptions()).NameOf(UserOf("sub=1,email=ada@example.org", "email")).Should().Be("ada");
    }

    [Fact]
    public void Only_the_claims_that_the_host_configured_are_used()
    {
        var identity = new HostIdentity(new ConvLogConsoleOptions { NameClaim = "display", SubjectClaim = "oid" });

        identity.IdOf(UserOf("oid=7,sub=1,name=Ada", nameType: null)).Should().Be("7");
        identity.IdOf(UserOf("sub=1,name=Ada", "name")).Should().BeNull("a subject of another kind may be another person's");
        identity.NameOf(UserOf("oid=7,name=Ada,display=A. L.", nameType: null)).Should().Be("A. L.");
        identity.NameOf(UserOf("oid=7,name=Ada", nameType: null)).Should().Be("7");
    }

    private static ClaimsPrincipal UserOf(string claims, string? nameType)
        => new(new ClaimsIdentity(claims.Split(',').Select(static claim => claim.Split('=')).Select(static pair => new Claim(pair[0], pair[1])), "test",
            nameType, roleType: null));
}
