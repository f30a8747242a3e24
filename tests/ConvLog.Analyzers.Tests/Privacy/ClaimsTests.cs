namespace ConvLog.Analyzers.Tests.Privacy;

public class ClaimsTests
{
    [Fact]
    public Task Identities_and_claims_are_personal() => CheckedCode.HoldsAsync("""
        public void Run(Conversation conv, System.Security.Claims.ClaimsPrincipal user)
        {
            conv.Log.Info("Seen", ("by", user.Identity?.Name ?? "nobody")); // CL0001
            conv.Log.Info("Seen", ("claims", user.Claims.Select(claim => $"{claim.Type}: {claim.Value}"))); // CL0001
            conv.Log.Info("Seen", ("types", user.Claims.Select(claim => claim.Type)));
            conv.Log.Info("Seen", ("c", user.FindFirst(System.Security.Claims.ClaimTypes.Email)?.Value)); // CL0001
            conv.Log.Info("Seen", ("c", user.Claims.FirstOrDefault(claim => claim.Type == "email")?.Value)); // CL0001
            conv.Log.Info("Seen", ("device", user.FindFirst("device")?.Value), ("id", user.FindFirst("sub")?.Value));
        }
        """, "CL0001");
}
