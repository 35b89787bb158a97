/*
 * Two words for an incident, to say on the phone: the first two bytes of its
 * id choose them.  They are names, not texts: the same in every language, and
 * never changed, since people write them on paper.
 */
#include "front/say.h"

#include "base/arena.h"

/* clang-format off */
static const char *const animals[256] = {
	"adder", "albatross", "alpaca", "ant", "anteater", "antelope", "auk",
	"avocet", "baboon", "badger", "barbel", "barnacle", "bass", "bat",
	"bear", "beaver", "bee", "beetle", "bison", "bittern", "blackbird",
	"boa", "boar", "bobcat", "bream", "buffalo", "bull", "bunting",
	"bustard", "buzzard", "calf", "camel", "canary", "caracal", "carp",
	"cat", "chaffinch", "chamois", "cheetah", "chick", "chough", "cicada",
	"civet", "clam", "cobra", "cockle", "cod", "colt", "condor", "coot",
	"coral", "cormorant", "cow", "coyote", "crab", "crane", "cricket",
	"crow", "cuckoo", "curlew", "cygnet", "dace", "deer", "dingo", "dipper",
	"dodo", "doe", "dog", "dolphin", "donkey", "dormouse", "dove",
	"dragonfly", "drake", "duck", "dunlin", "dunnock", "eagle", "eel",
	"egret", "eider", "eland", "elk", "emu", "ermine", "ewe", "falcon",
	"fawn", "ferret", "finch", "firefly", "flamingo", "flounder", "fly",
	"foal", "fox", "frog", "fulmar", "gadwall", "gannet", "garganey",
	"gazelle", "gecko", "gerbil", "gibbon", "giraffe", "gnat", "gnu",
	"goat", "godwit", "goldfinch", "goose", "gopher", "gorilla", "goshawk",
	"grebe", "greyhound", "grouse", "gudgeon", "gull", "gurnard", "guppy",
	"haddock", "hake", "halibut", "hamster", "hare", "harrier", "hawk",
	"hedgehog", "hen", "heron", "herring", "hippo", "hobby", "hoopoe",
	"hornet", "horse", "hound", "hyena", "ibex", "ibis", "iguana", "impala",
	"jackal", "jackdaw", "jaguar", "jay", "jellyfish", "kestrel", "kid",
	"kingfisher", "kite", "kiwi", "koala", "koi", "krill", "kudu",
	"ladybird", "lamb", "lamprey", "lapwing", "lark", "lemming", "lemur",
	"leopard", "limpet", "linnet", "lion", "lizard", "llama", "lobster",
	"locust", "loon", "lynx", "macaw", "mackerel", "magpie", "mallard",
	"mammoth", "manatee", "marmot", "marten", "martin", "meerkat", "merlin",
	"mink", "minnow", "mole", "mongoose", "monkey", "moose", "moth",
	"mouse", "mule", "mullet", "mussel", "newt", "nightjar", "numbat",
	"nuthatch", "ocelot", "octopus", "okapi", "opossum", "orca", "oriole",
	"osprey", "ostrich", "otter", "owl", "ox", "oyster", "panda", "panther",
	"parrot", "partridge", "peacock", "pelican", "penguin", "perch",
	"petrel", "pheasant", "pigeon", "pike", "pipit", "plaice", "plover",
	"polecat", "pony", "porpoise", "prawn", "puffin", "puma", "python",
	"quail", "rabbit", "raccoon", "ram", "raven", "ray", "redshank",
	"redstart", "reindeer", "rhino", "robin", "rook", "ruff", "salmon",
	"sardine", "scorpion", "seal", "shark", "sheep", "shrew", "shrimp",
};

static const char *const things[256] = {
	"acorn", "almond", "amber", "anchor", "anvil", "apple", "apron", "arch",
	"arrow", "ash", "attic", "axe", "bagel", "ball", "banjo", "banner",
	"barn", "barrel", "basin", "basket", "beacon", "beam", "bed", "bell",
	"belt", "bench", "birch", "blanket", "boat", "bobbin", "bolt", "book",
	"boot", "bottle", "bow", "bowl", "box", "bracket", "branch", "brass",
	"bread", "brick", "bridge", "broom", "brush", "bucket", "buckle",
	"bugle", "buoy", "butter", "button", "cabin", "cable", "cake", "canal",
	"candle", "canoe", "canvas", "cap", "card", "carpet", "cart", "castle",
	"cedar", "cellar", "chain", "chair", "chalk", "cherry", "chest",
	"chimney", "chisel", "cider", "clay", "cliff", "cloak", "clock", "clog",
	"cloud", "clover", "coat", "coin", "comb", "compass", "copper", "cork",
	"cotton", "cradle", "crayon", "crown", "cup", "curtain", "desk", "dial",
	"door", "drum", "dune", "easel", "elm", "engine", "fan", "feather",
	"fence", "fern", "ferry", "fiddle", "field", "fig", "flag", "flask",
	"flax", "flint", "floor", "flute", "foil", "forest", "fork", "fountain",
	"frame", "funnel", "garden", "garlic", "gate", "ginger", "glass",
	"globe", "glove", "gong", "granite", "grape", "gravel", "guitar",
	"hall", "hammer", "hammock", "handle", "harbour", "harp", "hat",
	"hazel", "heather", "hedge", "helmet", "hinge", "hive", "holly",
	"honey", "hood", "hoop", "horn", "house", "inkwell", "iris", "iron",
	"island", "ivory", "ivy", "jacket", "jar", "jasper", "jug", "kayak",
	"kettle", "keyhole", "kiln", "knocker", "ladder", "ladle", "lamp",
	"lantern", "lattice", "laurel", "leaf", "ledger", "lemon", "lens",
	"letter", "lever", "lilac", "lily", "linen", "lintel", "lock", "loft",
	"loom", "lute", "magnet", "mallet", "mantle", "map", "maple", "marble",
	"mask", "mast", "mat", "meadow", "medal", "melon", "milk", "mill",
	"mint", "mirror", "mitten", "moat", "mortar", "moss", "mug", "nail",
	"napkin", "needle", "nest", "nettle", "nut", "nutmeg", "oak", "oar",
	"onion", "orange", "orchard", "organ", "oven", "paddle", "pail",
	"palace", "palm", "panel", "paper", "parcel", "peach", "pear", "pearl",
	"pebble", "pen", "pepper", "piano", "pier", "pillar", "pillow", "pin",
	"pine", "pipe", "pitcher", "plank", "plate", "plough", "plum", "pocket",
	"poplar", "poppy", "porch", "pot", "prism", "pulley", "quarry", "quilt",
	"quiver",
};
/* clang-format on */

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

const char *
say_words(const char *incident_id, struct arena *a)
{
	int digits[4];

	for (int i = 0; i < 4; i++) {
		digits[i] = incident_id ? hex_value(incident_id[i]) : -1;
		if (digits[i] < 0)
			return "";
	}
	return arena_printf(a, "%s-%s", animals[digits[0] * 16 + digits[1]],
			    things[digits[2] * 16 + digits[3]]);
}
