using System.Collections.Immutable;

namespace ConvLog.Analyzers.Privacy;

/// <summary>Recognizes names of personal data: e-mail addresses, phone numbers, names of people, documents, cards, passwords.</summary>
internal sealed class PersonalNames
{
    // Personal alone, or with any other words.
    private static readonly ImmutableHashSet<string> s_personal = Set("""
        email emails phone phones telephone cellphone msisdn ssn passport iban surname lastname firstname fullname forename givenname familyname
        middlename nickname username birthdate birthday birthplace dob postcode zipcode address addresses cardnumber cardholder cvv cvc password
        passwd passphrase nif dni bsn nino gender ethnicity religion diagnosis emailaddress phonenumber phonenumbers mobilenumber streetaddress
        homeaddress creditcard ipaddress remoteip clientip
        """);

    // Personal as a pair, adjacent or with other words between them.
    private static readonly ImmutableHashSet<(string First, string Second)> s_pairs = ImmutableHashSet.CreateRange(Set("""
        first+name last+name middle+name full+name given+name family+name maiden+name nick+name real+name legal+name e+mail mail+address
        mobile+number cell+number contact+number caller+number callee+number calling+number caller+id from+number to+number card+number
        card+holder account+number passport+number licence+number license+number licence+plate license+plate number+plate policy+number
        insurance+number tax+number tax+id national+id national+number social+security birth+date date+birth birth+place place+birth post+code
        postal+code zip+code house+number street+name credit+card debit+card bank+account client+ip remote+ip user+ip caller+ip visitor+ip
        medical+record user+login sort+code remote+endpoint remote+end source+ip
        """).Select(static pair => (pair.Substring(0, pair.IndexOf('+')), pair.Substring(pair.IndexOf('+') + 1))));

    private static readonly ImmutableHashSet<string> s_people = Set("""
        guest user customer caller callee client patient contact person member passenger driver holder recipient employee visitor owner
        traveller traveler buyer payer payee subscriber attendee applicant student resident tenant partner beneficiary policyholder cardholder
        borrower signatory invitee invoicee booker participant relative spouse child citizen
        """);

    private static readonly ImmutableHashSet<string> s_namesOfPeople = Set("""
        name names initials
        """);

    // Their addresses and numbers do not belong to people.
    private static readonly ImmutableHashSet<string> s_places = Set("""
        server host bind listen endpoint memory base api web service broker queue proxy gateway database cluster node restaurant venue hotel
        store shop branch office clinic warehouse depot contract noreply support company business vendor supplier merchant carrier airline
        agency hotline helpdesk department reception garage pharmacy cinema theatre theater salon bank location organization organisation wallet
        pickup site place building station airport
        """);

    private static readonly ImmutableHashSet<string> s_ofPlaces = Set("""
        address addresses phone phones telephone email emails postcode zipcode phonenumber streetaddress emailaddress ipaddress
        """);

    // Their names are not those of people: the full name of a file, a user's folder.
    private static readonly ImmutableHashSet<string> s_things = Set("""
        file files folder directory path assembly type class method module namespace archive resource table column database schema index queue topic
        bucket template plugin package project repository branch script
        """);

    // Suffixes of a person in the name of a type or variable: GuestDto, callerInfo.
    private static readonly ImmutableHashSet<string> s_forms = Set("""
        dto model info information detail details data record entity request response profile view input form result args
        """);

    // Words for data about personal data that is not personal itself.
    private static readonly ImmutableHashSet<string> s_told = Set("""
        count counts counter total length size type types kind status state valid invalid validity verified unverified confirmed sent delivered
        present missing absent exists found provided known unknown required optional template provider domain format regex pattern hash hashed
        digest masked mask redacted encrypted pseudonym anonymized anonymised index position field fields column columns key label prompt
        attempt attempts retries retry enabled disabled optin consent error errors country region prefix service client server gateway queue
        campaign changed updated at ms seconds elapsed duration latency url uri endpoint lookup lookups validation verification validator result
        results outcome step policy settings config options limit score source channel language version failed failure failures ok success
        succeeded used requested collected captured asked id ids last4 four tag batch job reminder reminders matches matched match duplicates
        expiry expires expired reset strength method event reason code mode flow node question slot intent confidence quality supplied given
        check checks checked available handler topic
        """);

    private static readonly ImmutableHashSet<string> s_metadataWords = Set("""
        is has had was were needs can should did no with missing invalid masked redacted hashed anonymous anonymized encrypted num count total number
        without any all valid unverified verified required max min requires allow allows send sends use uses
        """);

    private readonly ImmutableHashSet<string> _added;
    private readonly ImmutableHashSet<string> _excepted;

    public PersonalNames(IEnumerable<string> added, IEnumerable<string> excepted)
    {
        _added = ImmutableHashSet.CreateRange(StringComparer.Ordinal, added.Select(Joined));
        _excepted = ImmutableHashSet.CreateRange(StringComparer.Ordinal, excepted.Select(Joined));
    }

    /// <summary>Whether a name refers to personal data.</summary>
    /// <param name="name">The name of a variable, member or method, or a key.</param>
    /// <param name="owner">The owner of the member, such as <c>guest</c> in <c>guest.Name</c>.</param>
    public bool Matches(string name, string? owner = null)
    {
        var words = HeadOf(IdentifierWords.Of(name));
        string joined = string.Concat(words);
        if (_excepted.Contains(joined) || words.IsEmpty)
        {
            return false;
        }

        if (_added.Contains(joined))
        {
            return true;
        }

        if (IsMetadata(words))
        {
            return false;
        }

        var owned = IdentifierWords.Of(owner ?? "");
        return IsPersonal(words, words.Any(s_places.Contains) || owned.Any(s_places.Contains), words.Any(s_things.Contains) || owned.Any(s_things.Contains))
            || (words.Length == 1 && (words[0] is "ip" || (s_namesOfPeople.Contains(words[0]) && IsPerson(owner))));
    }

    /// <summary>Whether a key shows that a full name is not that of a person: <c>("path", fullName)</c>.</summary>
    public static bool IsFullNameOfThing(string name, string key)
        => Joined(name).EndsWith("fullname", StringComparison.Ordinal) && IdentifierWords.Of(key).Any(s_things.Contains);

    // For usersWithoutEmail: users.
    private static ImmutableArray<string> HeadOf(ImmutableArray<string> words)
    {
        int end = 1;
        while (end < words.Length && words[end] is not ("with" or "without"))
        {
            end++;
        }

        return end < words.Length ? ImmutableArray.Create(words, 0, end) : words;
    }

    // By the type or the last name of "Guest.booking.guest". A UserFolder is not a person. A child may be a node of a tree.
    private static bool IsPerson(string? owner)
    {
        string[] parts = (owner ?? "").Split('.');
        return IsPerson(IdentifierWords.Of(parts[0]))
            || (IdentifierWords.Of(parts[parts.Length - 1]) is var last && IsPerson(last) && last[last.Length - 1] is not "child");
    }

    private static bool IsPerson(ImmutableArray<string> words)
    {
        int head = words.Length - 1;
        while (head > 0 && s_forms.Contains(words[head]))
        {
            head--;
        }

        return head >= 0 && s_people.Contains(words[head]);
    }

    /// <summary>Whether a name refers to data about personal data, such as <c>email_count</c>, <c>hasPhone</c> and <c>maskedEmail</c>.</summary>
    public static bool IsMetadata(string name) => IsMetadata(IdentifierWords.Of(name));

    /// <summary>Whether a name shows that its value is no longer personal, or a count: <c>maskedEmail</c>, but not <c>lookupResult</c>.</summary>
    public bool Clears(string name)
    {
        var words = IdentifierWords.Of(name);
        return IsMetadata(words) && !_added.Contains(string.Concat(words)) && IsPersonal(words, isOfPlace: false, isOfThing: false);
    }

    private static bool IsMetadata(ImmutableArray<string> words)
        => words.Length > 1 && ((s_told.Contains(words[words.Length - 1]) && !IsNumbered(words)) || EndsWithLastDigits(words)
            || s_metadataWords.Contains(words[0]));

    private static bool EndsWithLastDigits(ImmutableArray<string> words) => words[words.Length - 2] is "last" && words[words.Length - 1] is "digits";

    // A national id, a caller id, a postal code: the last word makes it personal.
    private static bool IsNumbered(ImmutableArray<string> words)
        => s_pairs.Any(pair => pair.Second is "id" or "code" && string.Equals(words[words.Length - 1], pair.Second, StringComparison.Ordinal)
            && string.Equals(words[words.Length - 2], pair.First, StringComparison.Ordinal));

    private static bool IsPersonal(ImmutableArray<string> words, bool isOfPlace, bool isOfThing)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (s_personal.Contains(words[i]) && !(isOfPlace && s_ofPlaces.Contains(words[i])) && !(isOfThing && words[i] is "fullname"))
            {
                return true;
            }

            for (int next = i + 1; next < words.Length; next++)
            {
                bool isName = s_namesOfPeople.Contains(words[next]);
                if (!(isName && isOfThing) && ((isName && s_people.Contains(words[i])) || s_pairs.Contains((words[i], words[next]))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string Joined(string name) => string.Concat(IdentifierWords.Of(name));

    private static ImmutableHashSet<string> Set(string words)
        => ImmutableHashSet.Create(StringComparer.Ordinal, words.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
