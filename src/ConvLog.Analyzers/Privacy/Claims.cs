using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Privacy;

/// <summary>Data of a signed-in user: the name of an identity, and the values of claims.</summary>
internal static class Claims
{
    /// <summary>Null for other members.</summary>
    public static Finding? Find(IMemberReferenceOperation member, PersonalNames names)
    {
        var type = member.Member.ContainingType;
        if (type is { Name: "IIdentity" or "ClaimsIdentity" or "GenericIdentity" } && member.Member.Name is "Name")
        {
            return Finding.Personal("Identity.Name");
        }

        if (type is not { Name: "Claim", ContainingNamespace.Name: "Claims" } || member.Member.Name is not "Value" || member.Instance is not { } instance)
        {
            return null;
        }

        // One claim, by its type, or each claim of a loop.
        var claim = instance is IConditionalAccessInstanceOperation accessed
            ? accessed.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault()?.Operation.WithoutConversions() : instance.WithoutConversions();
        claim = claim is ILocalReferenceOperation local ? local.Initializer()?.WithoutConversions() ?? claim : claim;
        return claim is IInvocationOperation chosen ? OfTypes(chosen, names) : Finding.Personal("Claim.Value");
    }

    /// <summary>Null for other calls than <c>user.FindFirstValue(ClaimTypes.Email)</c>.</summary>
    public static Finding? Find(IInvocationOperation invocation, PersonalNames names)
        => invocation.TargetMethod.Name is "FindFirstValue" ? OfTypes(invocation, names) : null;

    // The constants in it: "email", or ClaimTypes.Email, which is a schema URI that ends with emailaddress.
    private static Finding OfTypes(IInvocationOperation invocation, PersonalNames names)
    {
        foreach (var operation in invocation.Descendants())
        {
            if (operation.Text() is { } text && text.Substring(text.LastIndexOf('/') + 1) is var type && names.Matches(type, "user"))
            {
                return Finding.Personal(type);
            }
        }

        return Finding.Unknown;
    }
}
